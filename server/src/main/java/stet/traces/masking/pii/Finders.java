package stet.traces.masking.pii;

import java.util.List;
import java.util.stream.Stream;

/** What finds each kind. */
final class Finders {
    private static final List<Finder> API_KEYS = List.of(
            new ApiKeys("sk-", 20),
            new ApiKeys("sk_live_", 16),
            new ApiKeys("sk_test_", 16),
            new ApiKeys("rk_live_", 16),
            new ApiKeys("stet_", 20),
            new ApiKeys("AKIA", 16),
            new ApiKeys("ASIA", 16),
            new ApiKeys("AIza", 35),
            new ApiKeys("ya29.", 20),
            new ApiKeys("ghp_", 36),
            new ApiKeys("gho_", 36),
            new ApiKeys("ghu_", 36),
            new ApiKeys("ghs_", 36),
            new ApiKeys("ghr_", 36),
            new ApiKeys("github_pat_", 22),
            new ApiKeys("glpat-", 20),
            new ApiKeys("xoxb-", 10),
            new ApiKeys("xoxp-", 10),
            new ApiKeys("xapp-", 10),
            new ApiKeys("hf_", 30),
            new ApiKeys("gsk_", 40),
            new ApiKeys("xai-", 40),
            new ApiKeys("pplx-", 40),
            new ApiKeys("SG.", 40),
            new ApiKeys("npm_", 36),
            new ApiKeys("pypi-", 50),
            new ApiKeys("dop_v1_", 60),
            new ApiKeys("shpat_", 32),
            new ApiKeys("lsv2_", 30));

    private static final List<Finder> SECRETS = Stream.concat(
                    Stream.of(new PrivateKeys(), new JsonWebTokens()), API_KEYS.stream())
            .toList();
    private static final List<Finder> EMAILS = List.of(new Emails());
    private static final List<Finder> IBANS = List.of(new Ibans());
    private static final List<Finder> CARDS = List.of(new Cards());
    private static final List<Finder> SOCIAL_SECURITY_NUMBERS = List.of(new SocialSecurityNumbers());
    private static final List<Finder> PHONES = List.of(new Phones());
    private static final List<Finder> IP_ADDRESSES = List.of(new Ipv6Addresses(), new Ipv4Addresses());

    private Finders() {}

    static List<Finder> of(PersonalData kind) {
        return switch (kind) {
            case SECRET -> SECRETS;
            case EMAIL -> EMAILS;
            case IBAN -> IBANS;
            case CARD -> CARDS;
            case SSN -> SOCIAL_SECURITY_NUMBERS;
            case PHONE -> PHONES;
            case IP -> IP_ADDRESSES;
        };
    }
}
