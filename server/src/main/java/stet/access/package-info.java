/** Who may do what in which project, and the record of what they did. */
package stet.access;
