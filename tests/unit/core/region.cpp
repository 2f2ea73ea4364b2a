#include "werdegang/core/region.hpp"

#include <algorithm>
#include <set>

#include "catch.hpp"

using namespace werdegang;

TEST_CASE("the form of a code says its level", "[core][region]") {
  CHECK(region_level("DG") == "country");
  CHECK(region_level("15") == "state");
  CHECK(region_level("145") == "government_region");
  CHECK(region_level("15084") == "district");
  CHECK(region_level("03241001") == "municipality");
  CHECK(region_level("150845051") == "municipality");
}

TEST_CASE("above a district is its state, above a state Germany, above Germany nothing", "[core][region]") {
  CHECK(region_state("15084") == "15");
  CHECK(region_state("145") == "14");
  CHECK(region_state("03241001") == "03");
  CHECK(region_state("15") == "DG");
  CHECK(region_state("DG").empty());
  CHECK(region_state("").empty());
  CHECK(region_state("1").empty());
  CHECK(region_state("ZH").empty());
  CHECK(region_state("Nirgendwo").empty());
}

TEST_CASE("a region code is DG or 2 to 12 digits", "[core][region]") {
  for (const std::string code : {"DG", "01", "145", "15084", "03241001", "1508450512", "123456789012"})
    CHECK(is_region_code(code));
  for (const std::string code :
       {"", "D", "dg", "DG1", "1", "15O84", "15084 ", " 15084", "1234567890123", "-15", "Nordhausen"}) {
    INFO(code);
    CHECK_FALSE(is_region_code(code));
  }
}

TEST_CASE("the catalogue knows Germany, 16 states and their districts, every code once", "[core][region]") {
  std::set<std::string> codes;
  std::size_t states = 0;
  for (const Region& region : known_regions()) {
    INFO(region.code);
    CHECK(codes.insert(region.code).second);
    CHECK(is_region_code(region.code));
    CHECK_FALSE(region.name.empty());
    states += region.level == "state";
    if (region.code != "DG") CHECK(find_region(region.parent) != nullptr);
    CHECK(region.from < region.to);
  }
  CHECK(states == 16);
  CHECK(std::is_sorted(known_regions().begin(), known_regions().end(),
                       [](const Region& a, const Region& b) { return a.code < b.code; }));
}

TEST_CASE("regions are found by code with their leading zero", "[core][region]") {
  const Region* harburg = find_region("03353");
  REQUIRE(harburg);
  CHECK(harburg->name == "Harburg");
  CHECK(harburg->parent.substr(0, 2) == "03");
  CHECK(find_region("3353") == nullptr);
  CHECK(find_region("") == nullptr);
  CHECK(find_region("99999") == nullptr);
  REQUIRE(find_region("15084"));
  CHECK(find_region("15084")->name == "Burgenlandkreis");
}

TEST_CASE("a search takes parts of names and codes, exact hits first", "[core][region]") {
  const auto nordhausen = search_regions("nordhausen");
  REQUIRE_FALSE(nordhausen.empty());
  CHECK(nordhausen.front().code == "16062");
  CHECK(search_regions("NORDHAUSEN") == nordhausen);
  const auto has = [](const std::vector<Region>& found, const std::string& code) {
    return std::any_of(found.begin(), found.end(), [&](const Region& region) { return region.code == code; });
  };
  CHECK(has(search_regions("burgenland"), "15084"));
  CHECK(search_regions("15084").front().code == "15084");
  CHECK(has(search_regions("1508"), "15084"));
  CHECK(search_regions("15").front().code == "15");
  CHECK(has(search_regions("münchen"), "09162"));
  CHECK(search_regions("MÜNCHEN") == search_regions("münchen"));
  CHECK(search_regions("atlantis").empty());
}

TEST_CASE("reforms stand in the order of time and keep whole territories", "[core][region]") {
  const auto& reforms = known_reforms();
  CHECK(
      std::is_sorted(reforms.begin(), reforms.end(), [](const Reform& a, const Reform& b) { return a.date < b.date; }));
  for (const Reform& reform : reforms) {
    INFO(reform.name_de);
    CHECK_FALSE((reform.old_codes.empty() || reform.new_codes.empty()));
    CHECK_FALSE((reform.name_de.empty() || reform.name_en.empty()));
    std::set<std::string> states;
    for (const auto& code : reform.old_codes) states.insert(code.substr(0, 2));
    for (const auto& code : reform.new_codes) states.insert(code.substr(0, 2));
    CHECK(states.size() == 1);
  }
}

TEST_CASE("the Burgenlandkreis was made of two districts on 1 July 2007", "[core][region]") {
  const auto reforms = reforms_of("15084");
  REQUIRE(reforms.size() == 1);
  CHECK(to_civil(reforms[0].date) == CivilDate{2007, 7, 1});
  CHECK(reforms[0].old_codes == std::vector<std::string>{"15256", "15268"});
  CHECK(reforms[0].new_codes == std::vector<std::string>{"15084"});
  CHECK(reforms_of("15256") == reforms);
  CHECK(reforms_of("99999").empty());
}

TEST_CASE("Eisenach joined the Wartburgkreis, whose code stands on both sides", "[core][region]") {
  const auto reforms = reforms_of("16056");
  REQUIRE_FALSE(reforms.empty());
  const Reform& last = reforms.back();
  CHECK(std::count(last.old_codes.begin(), last.old_codes.end(), "16056") == 1);
  CHECK(std::count(last.old_codes.begin(), last.old_codes.end(), "16063") == 1);
  CHECK(last.new_codes == std::vector<std::string>{"16063"});
}
