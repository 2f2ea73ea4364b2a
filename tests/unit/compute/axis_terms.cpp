#include "compute/axis_terms.hpp"

#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "werdegang/observations/cube.hpp"

using namespace werdegang;

namespace {

// "0-2 + 3-5", "total - female": every way to make up a code, in order.
std::vector<std::string> ways(const Codelist& list, const std::string& code,
                              const std::vector<std::string>& absent = {}) {
  std::vector<bool> present(list.members.size(), true);
  for (const auto& name : absent) present[static_cast<std::size_t>(list.find(name))] = false;
  std::vector<std::string> result;
  for (const auto& candidate : detail::candidates(list, present, code, true)) {
    std::string text = candidate.complement ? "complement: " : "";
    for (const auto& term : candidate.terms) {
      if (&term != &candidate.terms.front()) text += term.sign < 0 ? " - " : " + ";
      text += list.members[static_cast<std::size_t>(term.member)].code;
    }
    result.push_back(text);
  }
  return result;
}

using Ways = std::vector<std::string>;

}  // namespace

TEST_CASE("a printed member stands for itself before any sum", "[compute][axis]") {
  const auto sex = known_codelist("sex");
  CHECK(ways(*sex, "total") == Ways{"total", "male + female"});
  CHECK(ways(*sex, "male") == Ways{"male", "complement: total - female"});
  CHECK(ways(*sex, "unknown").empty());
}

TEST_CASE("a member that is not there is made of what is", "[compute][axis]") {
  const auto sex = known_codelist("sex");
  CHECK(ways(*sex, "male", {"male"}) == Ways{"complement: total - female"});
  CHECK(ways(*sex, "male", {"male", "total"}).empty());
  CHECK(ways(*sex, "male", {"male", "female"}).empty());
  CHECK(ways(*sex, "total", {"total"}) == Ways{"male + female"});
  CHECK(ways(*sex, "total", {"total", "male"}).empty());
}

TEST_CASE("an of-which member is never added to make a total", "[compute][axis]") {
  const auto certificate = known_codelist("certificate");
  CHECK(ways(*certificate, "total", {"total"}) == Ways{"without_hsa + hsa + msa + fhr + ahr"});
  CHECK(ways(*certificate, "total", {"total", "msa"}).empty());
  CHECK(ways(*certificate, "msa_fhr_part") == Ways{"msa_fhr_part"});
}

TEST_CASE("parts of a list that is not exhaustive are not added", "[compute][axis]") {
  const auto provider = known_codelist("provider");
  CHECK(ways(*provider, "total", {"total"}).empty());
  CHECK(ways(*provider, "facility", {"facility"}).empty());
}

TEST_CASE("age ranges are tiled exactly, the widest classes first", "[compute][axis]") {
  const auto ages = age_codelist({"total", "0-2", "3-5", "6-9", "6", "7", "8", "9", "10+", "15-19"});
  CHECK(ways(*ages, "0-2") == Ways{"0-2"});
  CHECK(ways(*ages, "0-5") == Ways{"0-2 + 3-5"});
  CHECK(ways(*ages, "6-9") == Ways{"6-9"});
  CHECK(ways(*ages, "6-9", {"6-9"}) == Ways{"6 + 7 + 8 + 9"});
  CHECK(ways(*ages, "6+") == Ways{"6-9 + 10+"});
  CHECK(ways(*ages, "0-1").empty());
  CHECK(ways(*ages, "0-14").empty());
  CHECK(ways(*ages, "-5").empty());
  CHECK(ways(*ages, "total") == Ways{"total", "0-2 + 3-5 + 6-9 + 10+"});
  CHECK(ways(*ages, "total", {"total"}) == Ways{"0-2 + 3-5 + 6-9 + 10+"});
}

TEST_CASE("open ages are no closed ones", "[compute][axis]") {
  const auto ages = age_codelist({"0-17", "18-64", "65-74", "75+"});
  CHECK(ways(*ages, "65+") == Ways{"65-74 + 75+"});
  CHECK(ways(*ages, "65-90").empty());
  CHECK(ways(*ages, "75-75").empty());
  CHECK(ways(*ages, "0-74") == Ways{"0-17 + 18-64 + 65-74"});
}

TEST_CASE("ages open below cover all younger ones", "[compute][axis]") {
  const auto mothers = age_codelist({"-19", "20-24", "25-39", "40+"});
  CHECK(ways(*mothers, "-24") == Ways{"-19 + 20-24"});
  CHECK(ways(*mothers, "0-19").empty());
  CHECK(ways(*mothers, "total") == Ways{"-19 + 20-24 + 25-39 + 40+"});
}

TEST_CASE("overlapping classes are never added to each other", "[compute][axis]") {
  const auto ages = age_codelist({"15-19", "15-24", "55-64"});
  CHECK(ways(*ages, "15-24") == Ways{"15-24"});
  CHECK(ways(*ages, "15-24", {"15-24"}).empty());
  CHECK(ways(*ages, "20-24").empty());
}

TEST_CASE("a wide class that leads into a gap is taken back", "[compute][axis]") {
  const auto ages = age_codelist({"0-5", "0-2", "3-9"});
  CHECK(ways(*ages, "0-9") == Ways{"0-2 + 3-9"});
}

TEST_CASE("a gap behind many overlapping classes is found at once", "[compute][axis]") {
  std::vector<std::string> codes;
  for (int age = 0; age < 90; ++age) codes.push_back(std::to_string(age));
  for (const int width : {2, 3, 5, 10, 15, 30})
    for (int age = 0; age + width <= 90; age += width)
      codes.push_back(std::to_string(age) + "-" + std::to_string(age + width - 1));
  CHECK(ways(*age_codelist(codes), "0-94").empty());
  CHECK(ways(*age_codelist(codes), "0-89") == Ways{"0-29 + 30-59 + 60-89"});
}

TEST_CASE("a code twice removed from its total is no part of it", "[compute][axis]") {
  Codelist list{"kind",
                "",
                "",
                {{"total", "", "", -1, Member::total, {}, {}},
                 {"a", "", "", 0, Member::part, {}, {}},
                 {"a1", "", "", 1, Member::part, {}, {}},
                 {"b", "", "", 0, Member::part, {}, {}}},
                true};
  CHECK(ways(list, "total", {"total"}) == Ways{"a + b"});
}
