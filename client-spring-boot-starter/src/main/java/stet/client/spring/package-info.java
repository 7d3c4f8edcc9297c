/** Gives Spring Boot applications the Java client as beans. */
@NullMarked
package stet.client.spring;

import org.jspecify.annotations.NullMarked;
