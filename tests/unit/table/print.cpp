#include "werdegang/table/print.hpp"

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Table example() {
  Column share{"share", Role::measure, Buffer<double>(std::vector<double>{12.2449, -0.5, 0, 123456789012}), {}};
  share.validity = Buffer<std::uint8_t>(std::vector<std::uint8_t>{1, 1, 0, 1});
  return Table({{"place", Role::text, Text::from({"Köthen", "Börde", "Zeitz", "x"}), {}},
                share,
                {"n", Role::count, Buffer<Index>(std::vector<Index>{7, 10, 123, 1}), {}}});
}

}  // namespace

TEST_CASE("a printed table has its columns under each other, numbers at the right", "[table]") {
  CHECK(to_text(example()) ==
        "place          share    n\n"
        "Köthen         12.24    7\n"
        "Börde          -0.50   10\n"
        "Zeitz                 123\n"
        "x       123456789012    1\n");
}

TEST_CASE("a printed table shows the columns asked for, and counts the rows left out", "[table]") {
  CHECK(to_text(example(), {.columns = {"n", "place"}, .rows = 1}) ==
        "n  place\n"
        "7  Köthen\n"
        "... and 3 more rows\n");
  CHECK(to_text(example(), {.columns = {"share"}, .rows = 2, .digits = 0}) ==
        "share\n   12\n    0\n... and 2 more rows\n");
  CHECK(to_text(Table()) == "\n");
}

TEST_CASE("printing refuses a column that is not there and what is no number of rows or digits", "[table]") {
  CHECK(holds(message_of<UnknownName>([] { to_text(example(), {.columns = {"shares"}}); }), "share"));
  CHECK(holds(message_of<InvalidArgument>([] { to_text(example(), {.rows = -1}); }), "-1 in rows of to_text"));
  CHECK(holds(message_of<InvalidArgument>([] { to_text(example(), {.digits = 18}); }), "18 in digits of to_text"));
}
