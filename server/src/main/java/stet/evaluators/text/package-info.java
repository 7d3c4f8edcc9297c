/** How alike two texts are, by letters, words and runs of words; and what a text is like. Pure functions. */
@NullMarked
package stet.evaluators.text;

import org.jspecify.annotations.NullMarked;
