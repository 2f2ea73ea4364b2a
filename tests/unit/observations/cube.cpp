#include "werdegang/observations/cube.hpp"

#include <numeric>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

struct Cell {
  std::int32_t region, period, sex;
  double value;
  Status status = Status::reported;
  Flag flags = Flag::none;
};

CubeRows rows_of(const std::vector<Cell>& cells, bool lines = false) {
  CubeRows rows;
  rows.lists = {region_codelist({"15084", "DG", "15"}), period_codelist({Period::year(2015), Period::year(2014)}),
                known_codelist("sex")};
  rows.axes.resize(3);
  for (const Cell& cell : cells) {
    rows.axes[0].push_back(cell.region);
    rows.axes[1].push_back(cell.period);
    rows.axes[2].push_back(cell.sex);
    rows.value.push_back(cell.value);
    rows.status.push_back(cell.status);
    rows.flags.push_back(static_cast<std::uint16_t>(cell.flags));
    if (lines) rows.line.push_back(static_cast<Index>(rows.value.size()) + 9);
  }
  return rows;
}

Cube cube_of(const std::vector<Cell>& cells, Findings& findings, bool lines = false) {
  return make_cube("school_leavers", "persons", -1, rows_of(cells, lines), findings);
}

// Every cell of the lattice once, with a value of its own.
std::vector<Cell> full() {
  std::vector<Cell> cells;
  for (std::int32_t r = 0; r < 3; ++r)
    for (std::int32_t p = 0; p < 2; ++p)
      for (std::int32_t s = 0; s < 3; ++s)
        cells.push_back({r, p, s, r * 100.0 + p * 10 + s, s == 2 ? Status::nil : Status::reported});
  return cells;
}

bool sorted_and_unique(const Cube& cube) {
  for (Index row = 1; row < cube.rows(); ++row) {
    bool less = false;
    for (std::size_t a = 0; a < cube.axes.size() && !less; ++a) {
      const auto before = cube.axes[a].index[row - 1], now = cube.axes[a].index[row];
      if (before > now) return false;
      less = before < now;
    }
    if (!less) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("regions stand with Germany first, periods by time", "[observations][cube]") {
  const auto regions = region_codelist({"15084", "DG", "15", "01", "15"});
  std::vector<std::string> codes;
  for (const Member& member : regions->members) codes.push_back(member.code);
  CHECK(codes == std::vector<std::string>{"DG", "01", "15", "15084"});
  CHECK(regions->members[3].label_de == "Burgenlandkreis");
  CHECK(region_codelist({"99999"})->members[0].label_de == "99999");
  const auto periods =
      period_codelist({Period::year(2015), Period::day(2014, 12, 31), Period::year(2014), Period::year(2015)});
  codes.clear();
  for (const Member& member : periods->members) codes.push_back(member.code);
  CHECK(codes == std::vector<std::string>{"2014", "2014-12-31", "2015"});
}

TEST_CASE("a cube is sorted by its axes and has every key once", "[observations][cube]") {
  Findings findings;
  const Cube cube = cube_of({{2, 1, 0, 7}, {0, 0, 1, 3}, {0, 0, 0, 5}, {1, 1, 2, 1}}, findings);
  CHECK(cube.rows() == 4);
  CHECK(sorted_and_unique(cube));
  CHECK(cube.value[0] == 5);
  CHECK(cube.value[3] == 7);
  CHECK(cube.axis("sex") == 2);
  CHECK(cube.axis("region") == 0);
  CHECK(cube.axis("age") == -1);
  CHECK(findings.size() == 0);
}

TEST_CASE("any order of the rows gives the same cube", "[observations][cube]") {
  Findings findings;
  const auto cells = full();
  const Cube sorted = cube_of(cells, findings);
  Random random(3);
  for (int trial = 0; trial < 200; ++trial) {
    auto shuffled = cells;
    for (auto i = static_cast<Index>(shuffled.size()) - 1; i > 0; --i)
      std::swap(shuffled[static_cast<std::size_t>(i)], shuffled[static_cast<std::size_t>(random.next_below(i + 1))]);
    const Cube cube = cube_of(shuffled, findings);
    if (!(cube == sorted) || !sorted_and_unique(cube)) FAIL("trial " << trial);
  }
  CHECK(findings.size() == 0);
}

TEST_CASE("equal rows are kept once in silence", "[observations][cube]") {
  Findings findings;
  auto cells = full();
  const Cube once = cube_of(cells, findings);
  cells.insert(cells.end(), {cells[4], cells[0], cells[4]});
  CHECK(cube_of(cells, findings) == once);
  CHECK(findings.size() == 0);
}

TEST_CASE("rows that contradict each other are flagged, and the first one holds", "[observations][cube]") {
  Findings findings;
  const Cube cube = cube_of({{1, 0, 0, 5}, {0, 0, 0, 9}, {1, 0, 0, 6}}, findings, true);
  REQUIRE(cube.rows() == 2);
  CHECK(cube.value[1] == 5);
  CHECK(cube.flags[1] == static_cast<std::uint16_t>(Flag::conflicting));
  CHECK(cube.flags[0] == 0);
  REQUIRE(findings.size() == 1);
  CHECK(findings.items[0].code == "duplicate_row");
  CHECK(findings.items[0].args == std::vector<std::string>{"15", "2014", "5", "6"});
  CHECK(findings.items[0].row == 12);
}

TEST_CASE("a value and a reason under one key contradict each other too", "[observations][cube]") {
  Findings findings;
  const Cube cube = cube_of({{0, 0, 0, 0, Status::nil}, {0, 0, 0, 0, Status::unknown_or_secret}}, findings);
  CHECK(cube.rows() == 1);
  CHECK(cube.status[0] == Status::nil);
  CHECK(contains(static_cast<Flag>(cube.flags[0]), Flag::conflicting));
  CHECK(findings.size() == 1);
}

TEST_CASE("axes whose combinations are more than an integer holds keep every row", "[observations][cube]") {
  auto list = std::make_shared<Codelist>();
  list->name = "group";
  for (int code = 0; code < 255; ++code)
    list->members.push_back({std::to_string(code), "", "", -1, Member::part, {}, {}});
  CubeRows rows;
  rows.lists = {region_codelist({"15083", "15084"}), period_codelist({Period::year(2015)})};
  rows.lists.insert(rows.lists.end(), 8, list);
  rows.axes.resize(rows.lists.size());
  for (std::int32_t row = 0; row < 510; ++row) {
    rows.axes[0].push_back(row % 2);
    rows.axes[1].push_back(0);
    for (std::size_t a = 2; a < rows.axes.size(); ++a) rows.axes[a].push_back(row / 2);
    rows.value.push_back(row);
    rows.status.push_back(Status::reported);
    rows.flags.push_back(0);
  }
  Findings findings;
  const Cube cube = make_cube("school_leavers", "persons", -1, rows, findings);
  CHECK(cube.rows() == 510);
  CHECK(findings.items.empty());
  CHECK(cube.value[0] == 0);
  CHECK(cube.value[255] == 1);
  CHECK(cube.axes[0].index[254] == 0);
  CHECK(cube.axes[0].index[255] == 1);
}

TEST_CASE("columns of different length are refused", "[observations][cube]") {
  Findings findings;
  CubeRows rows = rows_of(full());
  rows.status.pop_back();
  CHECK_THROWS_WITH(make_cube("births", "births", -1, std::move(rows), findings),
                    "columns of different length in the rows of 'births': expected 18 rows in each");
  CubeRows axes = rows_of(full());
  axes.axes[1].pop_back();
  CHECK_THROWS_AS(make_cube("births", "births", -1, std::move(axes), findings), InvalidArgument);
  CubeRows lists = rows_of(full());
  lists.lists.pop_back();
  CHECK_THROWS_AS(make_cube("births", "births", -1, std::move(lists), findings), InvalidArgument);
}

TEST_CASE("an empty cube is a cube", "[observations][cube]") {
  Findings findings;
  const Cube cube = cube_of({}, findings);
  CHECK(cube.rows() == 0);
  CHECK(cube == cube_of({}, findings));
}
