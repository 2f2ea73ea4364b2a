#include "werdegang/observations/school_type.hpp"

#include "catch.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

TEST_CASE("a state's own name of a school type goes before the table's", "[observations][school_type]") {
  CHECK(school_type_name("several_courses", "15") == "Sekundarschule");
  CHECK(school_type_name("several_courses", "16") == "Regelschule");
  CHECK(school_type_name("several_courses", "03", "en") == "secondary school (Oberschule)");
  CHECK(school_type_name("gymnasium", "15") == "Gymnasium");
  CHECK(school_type_name("several_courses", "DG") == "Schulart mit mehreren Bildungsgängen");
}

TEST_CASE("a school type that does not exist is named with the nearest", "[observations][school_type]") {
  CHECK_THROWS_AS(school_type_name("gymnasum", "15"), UnknownName);
  try {
    school_type_name("gymnasum", "15");
  } catch (const UnknownName& error) {
    CHECK(std::string(error.what()).find("gymnasium") != std::string::npos);
  }
}
