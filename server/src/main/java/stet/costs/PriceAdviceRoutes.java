package stet.costs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.models.prices.Price;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/unpriced-models} and {@code /api/v1/price-previews}. */
record PriceAdviceRoutes(PriceAdvice advice, Callers callers) {
    private static final int DAYS = 7;
    private static final int MOST_DAYS = 31;

    /**
     * A price to try out.
     *
     * @param instead the id of the saved price that it takes the place of
     */
    record PriceToTry(
            @Nullable Price price,
            @Nullable UUID instead,
            @Nullable Integer days) {}

    void declare(Api api) {
        api.get("/api/v1/unpriced-models", "Models that were called and whose cost nobody knows, in all projects")
                .tag("prices")
                .query("days", Integer.class, "of the last so many days, 1 to 31; 7 unless said")
                .answers(200, PriceAdvice.UnpricedModels.class)
                .by(call -> Answer.ok(advice.unpriced(callers.of(call), call.queryInt("days", DAYS, 1, MOST_DAYS))));
        api.post("/api/v1/price-previews", "What a price would have meant for the calls of the last days")
                .tag("prices")
                .takes(PriceToTry.class)
                .answers(200, PriceAdvice.PricePreview.class)
                .by(this::preview);
    }

    private Answer preview(Call call) {
        var caller = callers.of(call);
        var asked = call.body(PriceToTry.class);
        var price = asked.price();
        if (price == null) {
            throw Problem.Invalid.field("price", "is missing");
        }
        int days = asked.days() == null ? DAYS : asked.days();
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.Invalid.field("days", days + " is not a whole number from 1 to " + MOST_DAYS);
        }
        return Answer.ok(advice.preview(caller, price, asked.instead(), days));
    }
}
