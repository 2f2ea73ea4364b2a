// Empirical Bayes: rates of small areas drawn towards the mean, the more the fewer people are behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// How the true rates of the areas are thought to differ, and from what their spread is estimated.
/// marshall: no distribution, global moments (Marshall, Appl. Statist. 40 (1991) 283).
/// gamma_poisson: rates gamma, events Poisson, fixed point of Clayton and Kaldor (Biometrics 43 (1987) 671).
/// beta_binomial: shares beta, events binomial, maximum likelihood (Griffiths, Biometrics 29 (1973) 637).
enum class ShrinkageMethod : std::uint8_t { marshall, gamma_poisson, beta_binomial };
std::string_view to_string(ShrinkageMethod method);

/// Mean and variance of the true rates between areas, parts of 1.
struct RatePrior {
  double mean = 0, variance = 0;
  bool operator==(const RatePrior&) const = default;
};

struct ShrinkageOptions {
  ShrinkageMethod method = ShrinkageMethod::marshall;
  double confidence = 0.95;
  std::optional<RatePrior> prior = {};  ///< not given: estimated from the areas
};

/// Raw and shrunken rates of every area, parts of 1: the raw ones for giving account, the shrunken ones for ranks and
/// maps. A row whose `status` has no value holds 0 everywhere and was not used for the prior.
struct Shrinkage {
  std::vector<double> raw, shrunken;  ///< shrunken = weight * raw + (1 - weight) * prior.mean
  std::vector<double> lower, upper;   ///< empty where the areas do not differ
  std::vector<double> weight;         ///< of the area's own figure, 0 to 1
  /// (raw - prior.mean) / what spread between areas and chance together make of a rate of that many people, the spread
  /// as estimated, or chance alone where the sum is below 0 (Assunção and Reis, Stat. Med. 18 (1999) 2147).
  std::vector<double> standardised;
  std::vector<Status> status;  ///< computed, or empty_denominator, missing, not_meaningful
  ShrinkageMethod method = ShrinkageMethod::marshall;
  double confidence = 0.95;
  double overall_rate = 0;  ///< all events over all people
  RatePrior prior;          ///< used; the variance as estimated, so that it may be 0 or below
  /// gamma_poisson: nu, alpha of the rates relative to the overall one. beta_binomial: alpha, beta. Else empty.
  std::vector<std::pair<std::string, double>> parameters;
  bool prior_given = false;
  /// The areas differ no more than chance allows: all of them got the mean, and `findings` say so.
  bool all_at_mean = false;
  Findings findings;
  bool operator==(const Shrinkage&) const = default;
};

/// Shrinks events / population. Intervals: of the posterior distribution, gamma(events + nu, expected + alpha) or
/// beta(events + alpha, others + beta), equal tails; for marshall approximate, from the mean squared error variance *
/// (1 - weight), not below 0. They leave out that the prior was estimated.
/// Rows without a result: `empty_denominator` (nobody lives there), `missing` (NaN), `not_meaningful` (negative,
/// infinite, or more events than people for beta_binomial). O(areas), for gamma_poisson and beta_binomial some ten and
/// some hundred times over.
/// InvalidArgument for spans of different length; for fewer than 8 usable areas without a prior, for their variance
/// means nothing; for a prior that no distribution has.
Shrinkage shrink(std::span<const double> events, std::span<const double> population,
                 const ShrinkageOptions& options = {});

}  // namespace werdegang::inline v0
