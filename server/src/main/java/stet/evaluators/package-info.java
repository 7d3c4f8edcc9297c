/**
 * What scores an output: definitions as people write them, checked; rules made of them; judgements that they give. An evaluator that cannot tell says
 * so: that is neither a pass nor a fail.
 */
@NullMarked
package stet.evaluators;

import org.jspecify.annotations.NullMarked;
