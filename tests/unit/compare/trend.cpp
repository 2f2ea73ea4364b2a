#include "werdegang/compare/trend.hpp"

#include <algorithm>
#include <random>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Table series(const std::vector<std::pair<std::string, double>>& points, const std::string& unit = "persons",
             const std::string& region = "15084") {
  std::vector<Row> rows;
  for (const auto& [period, value] : points) rows.push_back({"x", region, period, {}, value});
  Indicator indicator;
  indicator.id = "own", indicator.formula = "x", indicator.unit = unit;
  return compute(observed(rows), {indicator});
}

Table shares(const std::vector<std::pair<double, double>>& points) {
  std::vector<Row> rows;
  int year = 2010;
  for (const auto& [events, trials] : points) {
    rows.push_back({"k", "15084", std::to_string(year), {}, events});
    rows.push_back({"n", "15084", std::to_string(year++), {}, trials});
  }
  Indicator indicator;
  indicator.id = "own", indicator.formula = "100 * k / n", indicator.unit = "percent", indicator.interval = "wilson";
  return compute(observed(rows), {indicator});
}

double number(const Table& table, const std::string& column, Index row = 0) {
  REQUIRE(table.column(column).valid(row));
  return std::get<Buffer<double>>(table.column(column).data)[row];
}

std::string direction(const std::vector<std::pair<double, double>>& points) {
  return cell_text(trend(shares(points)).column("direction"), 0);
}

}  // namespace

TEST_CASE("the Theil-Sen slope is the median of all pairwise slopes", "[compare]") {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<double> x, y, slopes;
    for (unsigned i = 0; i < 2 + random() % 9; ++i)
      x.push_back(static_cast<double>(random() % 8)), y.push_back(static_cast<double>(random() % 100));
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j < x.size(); ++j)
        if (x[i] < x[j]) slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
    const auto slope = theil_sen_slope(x, y);
    REQUIRE(slope.has_value() == !slopes.empty());
    if (!slope) continue;
    // As many slopes lie above as below.
    const auto above = std::count_if(slopes.begin(), slopes.end(), [&](double item) { return item > *slope; });
    const auto below = std::count_if(slopes.begin(), slopes.end(), [&](double item) { return item < *slope; });
    CHECK(2 * above <= std::ssize(slopes));
    CHECK(2 * below <= std::ssize(slopes));
  }
}

TEST_CASE("slopes of a line are the line's, and one wild point moves only least squares", "[compare]") {
  const std::vector<double> x = {0, 1, 2, 3, 4, 5}, line = {1, 3, 5, 7, 9, 11}, wild = {1, 3, 5, 70, 9, 11};
  CHECK(theil_sen_slope(x, line) == 2);
  CHECK(*least_squares_slope(x, line) == Approx(2));
  CHECK(theil_sen_slope(x, wild) == 2);
  CHECK(*least_squares_slope(x, wild) > 3);
  CHECK_FALSE(theil_sen_slope(std::vector<double>{1, 1}, std::vector<double>{1, 2}));
  CHECK_FALSE(least_squares_slope(std::vector<double>{1, 1}, std::vector<double>{1, 2}));
  CHECK_FALSE((theil_sen_slope({}, {}) || least_squares_slope({}, {})));
  CHECK_THROWS_AS(theil_sen_slope(x, std::vector<double>{1}), InvalidArgument);
}

TEST_CASE("counts change by their unit and by per cent, percents by points", "[compare]") {
  const Table counts = trend(series({{"2010", 100}, {"2012", 110}, {"2014", 121}}));
  CHECK(number(counts, "change") == 21);
  CHECK(number(counts, "change_percent") == Approx(21));
  CHECK(number(counts, "annual_growth") == Approx(100 * (std::pow(1.21, 0.25) - 1)));
  CHECK(number(counts, "slope") == Approx(5.25));
  CHECK(cells(counts, {"from", "to", "points", "change_unit", "missing", "direction", "status"}) ==
        std::vector<std::string>{"2010;2014;3;persons;2011, 2013;;computed"});
  const Table percents = trend(series({{"2010", 10}, {"2012", 12}}, "percent"));
  CHECK(number(percents, "change") == 2);
  CHECK(cells(percents, {"change_unit", "change_percent", "annual_growth"}) ==
        std::vector<std::string>{"percentage_points;;"});
  CHECK(cells(trend(series({{"2010", 0}, {"2011", 5}})), {"change", "change_percent", "annual_growth"}) ==
        std::vector<std::string>{"5;;"});
}

TEST_CASE("the same day of two years is whole years apart", "[compare]") {
  const Table days = trend(series({{"2011-03-01", 10}, {"2012-03-01", 11}, {"2016-03-01", 15}}));
  CHECK(number(days, "slope") == Approx(1).epsilon(1e-12));
  CHECK(number(days, "annual_growth") == Approx(100 * (std::pow(1.5, 0.2) - 1)));
}

TEST_CASE("no segment crosses a break", "[compare]") {
  // The double Abitur of 2007 in Sachsen-Anhalt; compute flags 2007 and 2008.
  std::vector<Row> rows;
  for (int year = 2004; year <= 2010; ++year)
    for (const auto& [certificate, value] : {std::pair{"total", 1000.0}, {"without_hsa", 100.0 + year - 2004}})
      rows.push_back({"school_leavers", "15084", std::to_string(year), {{"certificate", certificate}}, value});
  const Table table =
      compute(observed(rows), std::vector<std::string>{"D.leaver_share_by_qualification"}, {.by = {"certificate"}});
  std::vector<std::uint8_t> keep;
  for (Index row = 0; row < table.rows(); ++row)
    keep.push_back(cell_text(table.column("certificate"), row) == "without_hsa");
  const Table own = table.filter(keep);
  const std::vector<std::string> columns = {"segment", "from", "to", "points", "break_kind", "status"};
  const std::vector<std::string> expected = {"1;2004;2006;3;;computed", "2;2007;2007;1;double_abitur;not_meaningful",
                                             "3;2008;2010;3;double_abitur;computed"};
  CHECK(cells(trend(own), columns) == expected);
  CHECK(holds(cell_text(trend(own).column("break_de"), 1), "Doppelter Abiturjahrgang 2007"));
  CHECK(cells(trend(own), {"change", "slope"})[1] == ";");

  SECTION("a year that was filtered away took its flag with it") {
    std::vector<std::uint8_t> others;
    for (Index row = 0; row < own.rows(); ++row) others.push_back(cell_text(own.column("period"), row) != "2007");
    const Table gap = trend(own.filter(others));
    CHECK(cells(gap, columns) ==
          std::vector<std::string>{"1;2004;2006;3;;computed", "2;2008;2010;3;double_abitur;computed"});
    CHECK(cells(gap, {"missing"}) == std::vector<std::string>{"", "2007"});
  }
  SECTION("a table without flags is cut by the register alone") {
    std::vector<Column> without;
    for (const Column& column : own.columns())
      if (column.name != "flags") without.push_back(column);
    CHECK(cells(trend(Table(without)), columns) == expected);
  }
}

TEST_CASE("years without a value stand in the segment that follows", "[compare]") {
  std::vector<Row> rows;
  for (const auto& [year, status] : std::vector<std::pair<std::string, Status>>{{"2010", Status::missing},
                                                                                {"2011", Status::reported},
                                                                                {"2013", Status::reported},
                                                                                {"2014", Status::unknown_or_secret}})
    rows.push_back({"x", "15084", year, {}, 5, status});
  rows.push_back({"x", "15085", "2014", {}, 0, Status::pending});
  Indicator indicator;
  indicator.id = "own", indicator.formula = "x";
  const Table table = compute(observed(rows), {indicator});
  CHECK(cells(trend(table), {"region", "from", "to", "points", "missing", "status"}) ==
        std::vector<std::string>{"15084;2011;2013;2;2010, 2012, 2014;computed", "15085;;;0;2014;pending"});
}

TEST_CASE("a direction is what every interval allows", "[compare]") {
  CHECK(direction({{50, 100}, {52, 100}, {48, 100}}) == "level");
  CHECK(direction({{100, 1000}, {150, 1000}, {200, 1000}}) == "rising");
  CHECK(direction({{200, 1000}, {150, 1000}, {100, 1000}}) == "falling");
  CHECK(direction({{100, 1000}, {300, 1000}, {100, 1000}}) == "mixed");
  CHECK(direction({{100, 1000}, {300, 1000}, {298, 1000}}) == "rising");
  CHECK(direction({{100, 1000}}).empty());
  CHECK(cells(trend(series({{"2010", 1}, {"2011", 2}})), {"direction"}) == std::vector<std::string>{""});
}

TEST_CASE("trends that cannot be given are refused", "[compare]") {
  const Table table = series({{"2010", 1}, {"2011", 2}});
  CHECK(holds(message_of<UnknownName>([&] { trend(table, {.regions = {"15083"}}); }), "unknown region '15083'"));
  CHECK(message_of<InvalidArgument>([&] { trend(table, {.slope = "median"}); }) ==
        "slope='median' in trend: expected 'theil_sen' or 'least_squares'");
  CHECK(number(trend(table, {.slope = "least_squares"}), "slope") == Approx(1));
}
