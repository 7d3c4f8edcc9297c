package stet.platform.db;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a store: opens it for the length of one transaction, inside one scope.
 *
 * @param <S> the store
 */
public final class Transactions<S> {
    private final Records records;
    private final BiFunction<Handle, Scope, S> store;
    private final boolean inTurn;

    Transactions(Records records, BiFunction<Handle, Scope, S> store) {
        this(records, store, false);
    }

    private Transactions(Records records, BiFunction<Handle, Scope, S> store, boolean inTurn) {
        this.records = records;
        this.store = store;
        this.inTurn = inTurn;
    }

    /**
     * The same, whose changes wait for one another instead of running again after a conflict: for stores that add to the
     * {@link Outbox}, whose order all of them share.
     */
    public Transactions<S> inTurn() {
        return new Transactions<>(records, store, true);
    }

    /** Asks questions of one unchanging state. */
    public <R extends @Nullable Object> R read(Scope scope, Function<S, R> work) {
        return records.read(sql -> work.apply(store.apply(sql, scope)));
    }

    /**
     * Changes things as if nobody else did at the same time: one serializable transaction. A conflict with another runs
     * {@code work} again, so it must change nothing but the store.
     */
    public <R extends @Nullable Object> R write(Scope scope, Function<S, R> work) {
        Function<Handle, R> opened = sql -> work.apply(store.apply(sql, scope));
        return inTurn ? records.writeInTurn(opened) : records.write(opened);
    }

    /** {@link #write} for work without an answer. */
    public void change(Scope scope, Consumer<S> work) {
        this.<@Nullable Void>write(scope, opened -> {
            work.accept(opened);
            return null;
        });
    }
}
