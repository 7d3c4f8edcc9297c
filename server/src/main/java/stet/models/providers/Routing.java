package stet.models.providers;

/** Where a call goes. */
public sealed interface Routing {
    /**
     * To a provider, under the name it knows the model by.
     */
    record To(Provider provider, String model) implements Routing {}

    /** To no provider; the message says which there are and how to add one. */
    record Nowhere(String message) implements Routing {}
}
