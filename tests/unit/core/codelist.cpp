#include "werdegang/core/codelist.hpp"

#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/observations/cube.hpp"

using namespace werdegang;

namespace {

struct Age {
  std::string label, code;
  std::optional<double> from, to;
};

// Labels as the tables 12411, 12612, 13211 and 22543 print them.
const std::vector<Age> printed = {
    {"unter 3 Jahre", "0-2", 0, 3},
    {"unter 1 Jahr", "0", 0, 1},
    {"1 bis unter 2 Jahre", "1", 1, 2},
    {"3 bis unter 6 Jahre", "3-5", 3, 6},
    {"6 bis unter 14 Jahre", "6-13", 6, 14},
    {"15 bis unter 20 Jahre", "15-19", 15, 20},
    {"20 bis unter 25 Jahre", "20-24", 20, 25},
    {"75 Jahre und mehr", "75+", 75, {}},
    {"90 Jahre und mehr", "90+", 90, {}},
    {"40 Jahre und mehr", "40+", 40, {}},
    {"65 Jahre und älter", "65+", 65, {}},
};

}  // namespace

TEST_CASE("age classes of official tables become codes with the right bounds", "[core][codelist]") {
  for (const Age& age : printed) {
    INFO(age.label);
    CHECK(age_code_from_label(age.label) == age.code);
    const Member member = age_member(age.code);
    CHECK(member.from == age.from);
    CHECK(member.to == age.to);
    CHECK(member.kind == Member::part);
    CHECK(member.code == age.code);
  }
  CHECK(age_code_from_label("Insgesamt") == "total");
  CHECK(age_member("total").kind == Member::total);
}

TEST_CASE("mothers under 20 have no lower bound", "[core][codelist]") {
  CHECK(age_code_from_label("unter 20 Jahre", true) == "-19");
  CHECK(age_code_from_label("unter 20 Jahre", false) == "0-19");
  CHECK(age_code_from_label("20 bis unter 25 Jahre", true) == "20-24");
  const Member mothers = age_member("-19");
  CHECK_FALSE(mothers.from.has_value());
  CHECK(mothers.to == 20.0);
  CHECK(mothers.label_de == "unter 20 Jahre");
  CHECK(mothers.label_en == "under 20 years");
}

TEST_CASE("labels that are no age classes give no code", "[core][codelist]") {
  for (const std::string label :
       {"", "Tagespflege", "unter Jahre", "unter 0 Jahre", "6 bis unter 3 Jahre", "3 bis unter 3 Jahre",
        "3 bis unter 6 Monate", "Jahre und mehr", "200 Jahre und mehr", "unter -3 Jahre", "insgesamt 5 Jahre"}) {
    INFO(label);
    CHECK(age_code_from_label(label).empty());
  }
}

TEST_CASE("ages read aloud in both languages", "[core][codelist]") {
  CHECK(age_member("0-2").label_de == "0 bis 2 Jahre");
  CHECK(age_member("0-2").label_en == "0 to 2 years");
  CHECK(age_member("1").label_de == "1 Jahr");
  CHECK(age_member("7").label_en == "7 years");
  CHECK(age_member("65+").label_de == "65 Jahre und älter");
  CHECK(age_member("-0").label_de == "unter 1 Jahr");
  CHECK(age_member("-0").label_en == "under 1 year");
}

TEST_CASE("a code of an age is exact; anything else is refused by name", "[core][codelist]") {
  for (const std::string code : {"0-2", "7", "65+", "-19", "0-0", "150"}) CHECK(is_age_code(code));
  for (const std::string code : {"", "-", "+", "5-3", "0-", "65 +", "3 -5", "3- 5", "7 ", " 7", "65++", "0-2-4", "u3",
                                 "200", "1.5", "--5", "0–2", "Total"}) {
    INFO(code);
    CHECK_FALSE(is_age_code(code));
    CHECK_THROWS_AS(age_member(code), InvalidArgument);
  }
  CHECK_THROWS_WITH(age_member("u3"),
                    "'u3' in an age class: expected completed years such as 0-2, 7, 65+, -19 or total");
}

TEST_CASE("age lists start with the total and run by age", "[core][codelist]") {
  const auto list = age_codelist({"65+", "0-2", "total", "15-24", "15-19", "-19", "0-2", "7"});
  std::vector<std::string> codes;
  for (const Member& member : list->members) codes.push_back(member.code);
  CHECK(codes == std::vector<std::string>{"total", "-19", "0-2", "7", "15-19", "15-24", "65+"});
  CHECK(list->exhaustive);
  CHECK(list->total() == 0);
  CHECK(list->find("7") == 3);
  CHECK(list->find("8") == -1);
}

TEST_CASE("the complement of one of two parts is the other one", "[core][codelist]") {
  const auto sex = known_codelist("sex");
  REQUIRE(sex);
  CHECK(complement_of(*sex, sex->find("male")) == sex->find("female"));
  CHECK(complement_of(*sex, sex->find("female")) == sex->find("male"));
  CHECK(complement_of(*sex, sex->find("total")) == -1);
  CHECK(complement_of(*sex, -1) == -1);
  CHECK(complement_of(*sex, 99) == -1);
  const auto certificate = known_codelist("certificate");
  REQUIRE(certificate);
  CHECK(complement_of(*certificate, certificate->find("hsa")) == -1);
  const auto provider = known_codelist("provider");
  REQUIRE(provider);
  CHECK(complement_of(*provider, provider->find("facility")) == -1);
}

TEST_CASE("every code list of the catalogue has one total and parents that exist", "[core][codelist]") {
  for (const std::string name : {"sex", "nationality", "certificate", "provider", "trait", "school_type", "grade",
                                 "vocational_school_type", "facility_type", "staff_group", "group"}) {
    INFO(name);
    const auto list = known_codelist(name);
    REQUIRE(list);
    int totals = 0;
    for (std::size_t i = 0; i < list->members.size(); ++i) {
      const Member& member = list->members[i];
      totals += member.kind == Member::total;
      CHECK_FALSE((member.label_de.empty() || member.label_en.empty()));
      CHECK(list->find(member.code) == static_cast<Index>(i));
      CHECK(member.parent < static_cast<Index>(list->members.size()));
    }
    CHECK(totals == 1);
    CHECK(list->members[static_cast<std::size_t>(list->total())].code == "total");
  }
  CHECK_FALSE(known_codelist("shoe_size"));
  const auto certificate = known_codelist("certificate");
  const Member& school_part = certificate->members[static_cast<std::size_t>(certificate->find("msa_fhr_part"))];
  CHECK(school_part.kind == Member::of_which);
  CHECK(school_part.parent == certificate->find("msa"));
}
