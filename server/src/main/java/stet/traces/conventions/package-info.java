/** The vocabularies in which instrumentations describe model calls, each a table that says which attributes mean what. */
@NullMarked
package stet.traces.conventions;

import org.jspecify.annotations.NullMarked;
