/** The kinds of evaluator there are, family by family. */
@NullMarked
package stet.evaluators.types;

import org.jspecify.annotations.NullMarked;
