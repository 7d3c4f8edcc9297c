/** Prompts: checked before they are saved, composed of each other, rendered with variables. */
@NullMarked
package stet.prompts;

import org.jspecify.annotations.NullMarked;
