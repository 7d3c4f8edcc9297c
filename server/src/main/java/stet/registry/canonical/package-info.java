/** One text for each JSON value, so that equal contents have equal digests. */
package stet.registry.canonical;
