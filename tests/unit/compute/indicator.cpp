#include "werdegang/compute/indicator.hpp"

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/codelist.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/io/official.hpp"
#include "werdegang/observations/cube.hpp"
#include "werdegang/observations/variable.hpp"

using namespace werdegang;

namespace {

// Axes and codes of a reference exist in the catalogue; units such as schools have no list.
void check_reference(const Reference& reference) {
  INFO(reference.variable);
  CHECK(find_variable(reference.variable) != nullptr);
  for (const AxisFilter& filter : reference.filters) {
    const auto list = known_codelist(filter.axis);
    const bool unit = filter.codes == std::vector<std::string>{"total"} && !list;
    if (unit || filter.relative()) continue;
    CHECK((list || filter.axis == "age"));
    for (const auto& code : filter.codes) {
      INFO(filter.axis << "=" << code);
      CHECK((filter.axis == "age" ? is_age_code(code) : list && list->find(code) >= 0));
    }
  }
}

bool has(const std::vector<Indicator>& found, const std::string& id) {
  return std::any_of(found.begin(), found.end(), [&](const Indicator& item) { return item.id == id; });
}

}  // namespace

TEST_CASE("every indicator has a formula of known variables, axes and codes, or says what gives it",
          "[compute][indicator]") {
  CHECK(known_indicators().size() >= 30);
  std::set<std::string> ids;
  for (const Indicator& indicator : known_indicators()) {
    INFO(indicator.id << ": " << indicator.formula);
    CHECK(ids.insert(indicator.id).second);
    CHECK_FALSE((indicator.label_de.empty() || indicator.label_en.empty() || indicator.definition_de.empty() ||
                 indicator.definition_en.empty()));
    CHECK(std::string("VOLI").find(indicator.status) != std::string::npos);
    CHECK_NOTHROW(check_indicator(indicator));
    CHECK((indicator.computable == "formula") == !indicator.formula.empty());
    CHECK((indicator.computable != "function" || !indicator.function.empty()));
    CHECK((indicator.computable == "no") == !indicator.needs.empty());
    if (indicator.computable != "formula") continue;
    for (const Reference& reference : parse_formula(indicator.formula).references) check_reference(reference);
  }
}

TEST_CASE("every cell of every known table has a known variable, axes and codes", "[compute][indicator]") {
  for (const TableDescriptor& table : known_tables()) {
    INFO(table.id);
    for (const TableColumn& column : table.columns) check_reference(parse_reference(column.cell));
    if (table.row_axis.empty() || table.row_axis == "age") continue;
    const auto list = known_codelist(table.row_axis);
    REQUIRE(list);
    for (const auto& [label, code] : table.row_codes) CHECK(list->find(code) >= 0);
  }
}

TEST_CASE("an unknown indicator names the nearest ones", "[compute][indicator]") {
  CHECK(known_indicator("C.care_rate_u3").id == "C.care_rate_u3");
  const auto text = message_of<UnknownName>([] { known_indicator("care_rate_u3"); });
  CHECK(holds(text, "unknown indicator 'care_rate_u3': did you mean 'C.care_rate_u3'"));
  CHECK_THROWS_AS(known_indicator(""), UnknownName);
}

TEST_CASE("indicators are found by words in both languages, case and umlauts folded", "[compute][indicator]") {
  CHECK(has(find_indicators("Betreuungsquote"), "C.care_rate_u3"));
  CHECK(find_indicators("BETREUUNGSQUOTE") == find_indicators("betreuungsquote"));
  CHECK(find_indicators("BEVÖLKERUNG") == find_indicators("bevölkerung"));
  CHECK(has(find_indicators("leavers certificate"), "D.leaver_share_by_qualification"));
  CHECK(find_indicators("betreuungsquote raumschiff").empty());
  CHECK(find_indicators("").size() == known_indicators().size());
}

TEST_CASE("words lead to the indicator that is meant, whatever their endings, order and signs",
          "[compute][indicator]") {
  const auto first = [](std::string_view text) {
    const auto found = find_indicators(text);
    return found.empty() ? std::string() : found.front().id;
  };
  CHECK(first("Klassengröße") == "D.class_size");
  CHECK(first("Klassengroesse") == "D.class_size");
  CHECK(first("(Schüler-Lehrer)") == "D.pupil_teacher_ratio");
  CHECK(first("Lehrer: Schülerinnen je") == "D.pupil_teacher_ratio");
  CHECK(first("Jugendarbeitslosigkeit") == "A.youth_unemployment_rate");
  CHECK(first("Sitzenbleiben") == "D.repeater_share");
  CHECK(first("child poverty") == "A.sgb2_child_rate");
  CHECK(has(find_indicators("quote der betreuung"), "C.care_rate_u3"));
  CHECK(find_indicators("U3") == find_indicators("u3"));
  CHECK(find_indicators("der die das").size() < known_indicators().size());
}

TEST_CASE("a word in a label comes before one in a definition", "[compute][indicator]") {
  const auto found = find_indicators("Inklusionsanteil");
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().id == "D.inclusion_share");
  bool label_before = true, ordered = true;
  for (const Indicator& item : find_indicators("Probezeit")) {
    const bool label = item.label_de.find("Probezeit") != std::string::npos;
    ordered = ordered && (label_before || !label);
    label_before = label;
  }
  CHECK(ordered);
}

TEST_CASE("a misspelled word finds nothing and is answered with those that are spelled alike", "[compute][indicator]") {
  CHECK(find_indicators("Betreungsquote").empty());
  CHECK(nearest_words("Betreungsquote").front() == "Betreuungsquote");
  CHECK(nearest_words("Abbitur").front() == "Abitur");
  CHECK(nearest_words("Raumschiff").empty());
  CHECK(nearest_words("").empty());
}
