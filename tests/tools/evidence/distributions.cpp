#include "effaith/stats/distributions.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;

Number evaluate(const Json& args) {
    const std::string fn = args.at("fn");
    const bool lower = args.value("lower_tail", true);
    const double df = support::number_or(args, "df", 0.0);
    const double ncp = support::number_or(args, "ncp", 0.0);
    const double p = support::number_or(args, "p", 0.0);
    const double q = support::number_or(args, "q", 0.0);
    if (fn == "qnorm") return lower ? normal_quantile(p) : -normal_quantile(p);
    if (fn == "pnorm") return lower ? normal_cdf(q) : normal_upper(q);
    if (fn == "qt" && ncp == 0.0) return lower ? t_quantile(p, df) : -t_quantile(p, df);
    if (fn == "qt") return noncentral_t_quantile(lower ? p : 1.0 - p, df, ncp);
    if (fn == "pt" && ncp == 0.0) return lower ? t_cdf(q, df) : t_upper(q, df);
    if (fn == "pt") return lower ? noncentral_t_cdf(q, df, ncp) : noncentral_t_upper(q, df, ncp);
    if (fn == "nct_ncp") return noncentral_t_noncentrality(args.at("t"), df, p);
    return Reason::invalid_argument;
}

}  // namespace

void add_distributions(Registry& calls) {
    calls["distribution"] = [](const Json& args) {
        return Json{{"value", support::json_of(evaluate(args))}};
    };
}

}  // namespace evidence_tool
