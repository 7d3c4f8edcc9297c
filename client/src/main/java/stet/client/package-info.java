/** Speaks to a stet server over its REST API. */
package stet.client;
