#include "werdegang/io/describe.hpp"

#include "catch.hpp"
#include "io/files.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

FileDescription of(const std::filesystem::path& path) {
  auto found = describe({path});
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("a description says dialect, table, regions, periods and columns", "[io][describe]") {
  const FileDescription file = of(fixture("fixtures/flat/12411-01-01-4_de_flat.csv"));
  CHECK(file.problem.empty());
  CHECK(file.dialect == "flat");
  CHECK(file.encoding == "UTF-8");
  CHECK(file.records == 24);
  CHECK(file.table == "12411-01-01-4");
  CHECK(file.statistic == "12411");
  CHECK(file.regions == std::vector<std::pair<std::string, Index>>{{"state", 2}, {"district", 5}, {"municipality", 2}});
  CHECK(file.periods == std::vector<Period>{Period::day(2024, 12, 31)});
  REQUIRE(file.columns.size() == 1);
  const ColumnDescription& column = file.columns.front();
  CHECK(column.variable == "population");
  CHECK(column.known);
  CHECK(column.label_de == "Bevölkerung");
  CHECK(column.axes == std::vector<std::pair<std::string, Index>>{{"sex", 3}});
  CHECK(column.figures == 27);
  CHECK(column.without_value == 3);
}

TEST_CASE("columns of a table without a descriptor stand under their own labels", "[io][describe]") {
  const Folder folder;
  const auto path = folder.write("a.csv",
                                 "GENESIS-Tabelle: 99999-01-01-4\nErdacht;;;\n;;;Kurse;Teilnehmende\n"
                                 "2015;DG;Deutschland;6;.\n__________\n");
  const FileDescription file = of(path);
  CHECK(file.dialect == "pivot");
  REQUIRE(file.columns.size() == 2);
  CHECK(file.columns[1].label_de == "Teilnehmende");
  CHECK(file.columns[1].figures == 0);
  CHECK(file.columns[1].without_value == 1);
  CHECK_FALSE(file.columns[1].known);
  REQUIRE_FALSE(file.findings.items.empty());
  CHECK(file.findings.items.front().code == "unknown_table");
}

TEST_CASE("a file that cannot be read says why and is no error", "[io][describe]") {
  const Folder folder;
  folder.write("a.csv", "Code,Content,Time\n11111,Gebiet,2015\n");
  folder.write("b.csv", births("2015;DG;Deutschland;6;2\n"));
  folder.write("c.csv", births("2015;DG;Deutschland;6;2;4\n"));
  const auto files = describe({folder.path()});
  REQUIRE(files.size() == 3);
  CHECK(holds(files[0].problem, "this is a list of what a GENESIS database offers"));
  CHECK(holds(files[1].problem, "b.csv, line 5: the record has 5 fields, expected 6"));
  CHECK(files[2].problem.empty());
  CHECK(holds(message_of<FormatError>([&] { describe({folder.path() / "nowhere.csv"}); }), "there is no such file"));
  CHECK(holds(message_of<InvalidArgument>([] { describe({}); }), "at least one file or folder"));
}
