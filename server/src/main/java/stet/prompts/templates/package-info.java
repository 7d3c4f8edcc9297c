/** The languages prompts are written in: parsed, looked into and rendered, within limits, without running anything. */
@NullMarked
package stet.prompts.templates;

import org.jspecify.annotations.NullMarked;
