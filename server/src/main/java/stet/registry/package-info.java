/** Immutable versions of everything that shapes behaviour, and the labels that make one live. */
package stet.registry;
