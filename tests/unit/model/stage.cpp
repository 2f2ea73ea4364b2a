#include "werdegang/model/stage.hpp"

#include <set>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

TEST_CASE("stages have labels, a sector with a name, and parents that exist", "[model][stage]") {
  std::set<std::string> ids;
  Index last = 0;
  for (const Stage& stage : known_stages()) {
    INFO(stage.id);
    CHECK(ids.insert(stage.id).second);
    CHECK_FALSE((stage.label_de.empty() || stage.label_en.empty()));
    CHECK(valid_utf8(stage.label_de));
    CHECK(stage.order > last);
    last = stage.order;
    CHECK(stage_label(stage.sector, "de") != stage.sector);
    if (!stage.parent.empty()) {
      REQUIRE(find_stage(stage.parent));
      CHECK(find_stage(stage.parent)->sector == stage.sector);
    }
    CHECK((stage.isced.empty() || (stage.isced >= "0" && stage.isced <= "8")));
  }
  CHECK(find_stage("kita")->order < find_stage("primary")->order);
  CHECK(find_stage("primary")->order < find_stage("dual_training")->order);
  CHECK(find_stage("dual_training")->order < find_stage("job")->order);
  CHECK(find_stage("moved_away")->kind == Stage::exit);
  CHECK(find_stage(unknown_stage)->kind == Stage::unknown);
  CHECK(find_stage("Kita") == nullptr);
}

TEST_CASE("words for an unknown destination are recognised, others are not", "[model][stage]") {
  CHECK(means_unknown("unknown"));
  CHECK(means_unknown("Unbekannt"));
  CHECK(means_unknown("OHNE ANGABE"));
  CHECK_FALSE(means_unknown("ohne Abschluss"));
  CHECK_FALSE(means_unknown(""));
}

TEST_CASE("a stage belongs to a wider one and to a sector", "[model][stage]") {
  CHECK(stage_on_level("company_training", "stage") == "training");
  CHECK(stage_on_level("gymnasium", "sector") == "school");
  CHECK(stage_on_level("grade_9a", "sector") == "grade_9a");
  CHECK(holds(message_of<UnknownName>([] { stage_on_level("kita", "floor"); }), "sector"));
  CHECK(stage_label("training", "de") == "Berufsausbildung");
  CHECK(stage_label("grade_9a", "de") == "grade_9a");
  const auto list = stage_codelist();
  const auto at = list->find("company_training");
  REQUIRE(at >= 0);
  CHECK(list->members[static_cast<std::size_t>(list->members[static_cast<std::size_t>(at)].parent)].code ==
        "dual_training");
}
