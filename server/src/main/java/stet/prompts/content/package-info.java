/** What a prompt's version holds: read from JSON, checked, written back. */
@NullMarked
package stet.prompts.content;

import org.jspecify.annotations.NullMarked;
