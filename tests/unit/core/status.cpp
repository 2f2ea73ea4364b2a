#include "werdegang/core/status.hpp"

#include <map>
#include <set>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

const std::vector<Status> with_value = {Status::reported, Status::nil, Status::below_half, Status::computed};

// The weightiest reason first, as ARCHITECTURE and the header say.
const std::vector<Status> reasons = {Status::not_applicable,    Status::not_existing,   Status::suppressed,
                                     Status::unknown_or_secret, Status::pending,        Status::missing,
                                     Status::unreliable,        Status::not_meaningful, Status::too_few_cases,
                                     Status::empty_denominator};

std::vector<Status> all_statuses() {
  std::vector<Status> all = with_value;
  all.insert(all.end(), reasons.begin(), reasons.end());
  return all;
}

// The rule in other words: the first reason in the list that either operand has; without one a value.
Status expected(Status a, Status b) {
  for (const Status reason : reasons)
    if (a == reason || b == reason) return reason;
  return Status::computed;
}

}  // namespace

TEST_CASE("there are 14 statuses, and every one has its own name", "[core][status]") {
  CHECK(all_statuses().size() == static_cast<std::size_t>(status_count));
  std::set<std::string> names;
  for (const Status status : all_statuses()) {
    names.insert(std::string(to_string(status)));
    CHECK(parse_status(to_string(status)) == status);
  }
  CHECK(names.size() == static_cast<std::size_t>(status_count));
  CHECK(to_string(Status::unknown_or_secret) == "unknown_or_secret");
  CHECK(to_string(Status::below_half) == "below_half");
}

TEST_CASE("only reported, nil, below_half and computed carry a value", "[core][status]") {
  for (const Status status : with_value) CHECK(has_value(status));
  for (const Status status : reasons) CHECK_FALSE(has_value(status));
}

TEST_CASE("arithmetic on every pair of statuses follows the order of reasons", "[core][status]") {
  for (const Status a : all_statuses())
    for (const Status b : all_statuses()) {
      INFO(to_string(a) << " and " << to_string(b));
      CHECK(combine(a, b) == expected(a, b));
      CHECK(combine(a, b) == combine(b, a));
    }
}

TEST_CASE("it does not matter in which order three statuses are combined", "[core][status]") {
  for (const Status a : all_statuses())
    for (const Status b : all_statuses())
      for (const Status c : all_statuses())
        if (combine(combine(a, b), c) != combine(a, combine(b, c)))
          FAIL(to_string(a) << ", " << to_string(b) << ", " << to_string(c));
  SUCCEED("all triples");
}

TEST_CASE("some pairs written out", "[core][status]") {
  CHECK(combine(Status::reported, Status::reported) == Status::computed);
  CHECK(combine(Status::nil, Status::below_half) == Status::computed);
  CHECK(combine(Status::nil, Status::unknown_or_secret) == Status::unknown_or_secret);
  CHECK(combine(Status::unknown_or_secret, Status::suppressed) == Status::suppressed);
  CHECK(combine(Status::missing, Status::pending) == Status::pending);
  CHECK(combine(Status::empty_denominator, Status::too_few_cases) == Status::too_few_cases);
  CHECK(combine(Status::not_existing, Status::not_applicable) == Status::not_applicable);
  CHECK(combine(Status::missing, Status::missing) == Status::missing);
}

TEST_CASE("a misspelt status names the ones like it", "[core][status]") {
  CHECK_THROWS_WITH(parse_status("reportet"), "unknown status 'reportet': did you mean 'reported'?");
  CHECK_THROWS_AS(parse_status(""), UnknownName);
  CHECK_THROWS_AS(parse_status("Reported"), UnknownName);
}

TEST_CASE("every set of flags is written and read back", "[core][flags]") {
  std::set<std::string> texts;
  for (unsigned bits = 0; bits < (1u << flag_count); ++bits) {
    const auto flags = static_cast<Flag>(bits);
    const std::string text = to_string(flags);
    texts.insert(text);
    if (parse_flags(text) != flags) FAIL(text);
  }
  CHECK(texts.size() == (1u << flag_count));
  CHECK(to_string(Flag::none).empty());
  CHECK(to_string(Flag::complement | Flag::provisional) == "provisional|complement");
  CHECK(parse_flags("complement|provisional") == (Flag::provisional | Flag::complement));
  CHECK(parse_flags("") == Flag::none);
}

TEST_CASE("an unknown flag is refused by name", "[core][flags]") {
  CHECK_THROWS_WITH(parse_flags("provisional|revized"), "unknown flag 'revized': did you mean 'revised'?");
  CHECK_THROWS_AS(parse_flags("provisional||revised"), UnknownName);
}

TEST_CASE("flags of a result are the union without those of one cell alone", "[core][flags]") {
  const Flag own = Flag::complement | Flag::out_of_range;
  for (unsigned a = 0; a < (1u << flag_count); ++a) {
    const auto left = static_cast<Flag>(a), right = static_cast<Flag>((a * 37u) % (1u << flag_count));
    const Flag both = combine(left, right);
    if (both != combine(right, left) || (both & own) != Flag::none)
      FAIL(to_string(left) << " and " << to_string(right));
    for (int bit = 0; bit < flag_count; ++bit) {
      const auto flag = static_cast<Flag>(1u << bit);
      const bool wanted = (contains(left, flag) || contains(right, flag)) && !contains(own, flag);
      if (contains(both, flag) != wanted) FAIL(to_string(flag));
    }
  }
  CHECK(combine(Flag::provisional, Flag::estimated) == (Flag::provisional | Flag::estimated));
}

// CL_OBS_STATUS 2.2: A normal, B break, E estimated, M data cannot exist, O missing, P provisional, Q suppressed,
// U low reliability. H is a holiday, and L says that existing data were not collected: neither fits here.
TEST_CASE("every status has a code of SDMX", "[core][sdmx]") {
  const std::map<Status, std::string> codes = {{Status::missing, "O"},        {Status::unknown_or_secret, "Q"},
                                               {Status::not_meaningful, "M"}, {Status::unreliable, "U"},
                                               {Status::pending, "O"},        {Status::not_existing, "M"},
                                               {Status::suppressed, "Q"},     {Status::empty_denominator, "M"},
                                               {Status::too_few_cases, "U"},  {Status::not_applicable, "M"}};
  for (const Status status : all_statuses()) {
    INFO(to_string(status));
    CHECK(sdmx_observation_status(status, Flag::none) == (has_value(status) ? "A" : codes.at(status)));
    const bool secret = status == Status::suppressed || status == Status::unknown_or_secret;
    CHECK(sdmx_confidentiality(status) == (secret ? "C" : "F"));
  }
}

TEST_CASE("flags show in the SDMX code of a value, a break before all", "[core][sdmx]") {
  CHECK(sdmx_observation_status(Status::reported, Flag::provisional) == "P");
  CHECK(sdmx_observation_status(Status::computed, Flag::estimated) == "E");
  CHECK(sdmx_observation_status(Status::computed, Flag::estimated | Flag::provisional | Flag::series_break) == "B");
  CHECK(sdmx_observation_status(Status::nil, Flag::rounded | Flag::complement) == "A");
  CHECK(sdmx_observation_status(Status::suppressed, Flag::provisional) == "Q");
}
