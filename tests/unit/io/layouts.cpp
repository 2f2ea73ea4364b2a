#include <algorithm>

#include "catch.hpp"
#include "io/files.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/io/official.hpp"

using namespace werdegang;

namespace {

Built<Observations> read(const std::string& name) { return read_official({official(name)}); }

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings.items) result.push_back(finding.code);
  return result;
}

bool has(const Findings& findings, const std::string& code) {
  const auto all = codes(findings);
  return std::find(all.begin(), all.end(), code) != all.end();
}

}  // namespace

TEST_CASE("date, code and name before the figures, in ISO-8859-1", "[io][layout]") {
  const auto [observations, findings] = read("21111-02-06-4.csv");
  CHECK(observations.variables() == std::vector<std::string>{"school_leavers"});
  CHECK(observations.regions() == std::vector<std::string>{"DG", "15", "15084", "15256"});
  CHECK(observations.periods() == std::vector<Period>{Period::year(2014), Period::year(2015)});
  CHECK(observations.rows() == 2 * 4 * 14);
  const Table table = filter(observations, {{}, {"15084"}, {Period::year(2015)}}).table();
  CHECK(cells(table, {"certificate", "sex", "value", "status"}) ==
        std::vector<std::string>{"total;total;210;reported", "total;female;105;reported",
                                 "without_hsa;total;21;reported", "without_hsa;female;7;reported",
                                 "hsa;total;41;reported", "hsa;female;16;reported", "msa;total;91;reported",
                                 "msa;female;51;reported", "msa_fhr_part;total;0;reported",
                                 "msa_fhr_part;female;0;reported", "fhr;total;;unknown_or_secret",
                                 "fhr;female;;unknown_or_secret", "ahr;total;57;reported", "ahr;female;31;reported"});
}

TEST_CASE("a file says where it comes from: table, date of the extract, licence, notes, hash", "[io][source]") {
  const auto built = read("21111-02-06-4.csv");
  REQUIRE(built.value.sources().size() == 1);
  const Source& source = built.value.sources()[0];
  CHECK(source.table == "21111-02-06-4");
  CHECK(source.title == "Allgemeinbildende Schulen: Absolventen/Abgänger nach dem Schulabschluss, Schuljahr");
  CHECK(source.file == "21111-02-06-4.csv");
  CHECK(source.stand == "2018-02-24T11:43:46");
  CHECK(source.licence ==
        "© Ausgedachte Ämter, 2018. Dieses Werk ist lizensiert unter der Datenlizenz Deutschland - Namensnennung - "
        "Version 2.0.");
  CHECK(holds(source.notes, "zu \"gesamter Tabelle\":"));
  CHECK(holds(source.notes, "Sachsen-Anhalt (2007): Doppelabiturjahrgang"));
  CHECK_FALSE(holds(source.notes, "Stand"));
  CHECK(source.hash == sha256(bytes_of(official("21111-02-06-4.csv"))));
  CHECK(source.kind == Source::official);
  CHECK(source.method.empty());
  CHECK(read("AIG-03-1.csv").value.sources()[0].method == "published");
}

TEST_CASE("date, code, name and a category before the figures", "[io][layout]") {
  const auto built = read("12612-02-01-4.csv");
  CHECK(cells(filter(built.value, {}).table(), {"age", "sex", "nationality", "value", "status"}) ==
        std::vector<std::string>{
            "total;total;total;61;reported", "total;total;german;57;reported", "total;male;total;28;reported",
            "total;male;german;26;reported", "total;female;total;33;reported", "total;female;german;31;reported",
            "-19;total;total;12;reported",   "-19;total;german;11;reported",   "-19;male;total;7;reported",
            "-19;male;german;6;reported",    "-19;female;total;5;reported",    "-19;female;german;5;reported",
            "20-24;total;total;40;reported", "20-24;total;german;38;reported", "20-24;male;total;21;reported",
            "20-24;male;german;20;reported", "20-24;female;total;19;reported", "20-24;female;german;18;reported",
            "40+;total;total;9;reported",    "40+;total;german;8;reported",    "40+;male;total;0;nil",
            "40+;male;german;0;nil",         "40+;female;total;9;reported",    "40+;female;german;8;reported"});
}

TEST_CASE("code, name and category under one date above the header", "[io][layout]") {
  const auto built = read("12411-04-01-4.csv");
  CHECK(cells(filter(built.value, {}).table(), {"region", "period", "age", "sex", "value"}) ==
        std::vector<std::string>{
            "15084;2010-12-31;total;total;24", "15084;2010-12-31;total;male;12", "15084;2010-12-31;total;female;12",
            "15084;2010-12-31;0;total;10", "15084;2010-12-31;0;male;6", "15084;2010-12-31;0;female;4",
            "15084;2010-12-31;1;total;11", "15084;2010-12-31;1;male;5", "15084;2010-12-31;1;female;6",
            "15084;2010-12-31;90+;total;3", "15084;2010-12-31;90+;male;1", "15084;2010-12-31;90+;female;2"});
}

TEST_CASE("code and name under a year in words, units in the last header row", "[io][layout]") {
  CHECK(cells(read("12612-01-01-4.csv").value.table(), {"region", "period", "sex", "value", "unit"}) ==
        std::vector<std::string>{"DG;2016;total;1000;births", "DG;2016;male;510;births", "DG;2016;female;490;births",
                                 "15084;2016;total;61;births", "15084;2016;male;28;births",
                                 "15084;2016;female;33;births"});
}

TEST_CASE("dates in the first header row; a dash under one date says nothing about another", "[io][layout]") {
  const auto built = read("12411-01-01-4.csv");
  CHECK(cells(filter(built.value, {{}, {"DG", "15256"}, {}}).table(), {"region", "period", "sex", "value", "status"}) ==
        std::vector<std::string>{"DG;2014-12-31;total;990;reported", "DG;2014-12-31;male;485;reported",
                                 "DG;2014-12-31;female;505;reported", "DG;2015-12-31;total;1000;reported",
                                 "DG;2015-12-31;male;490;reported", "DG;2015-12-31;female;510;reported",
                                 "15256;2014-12-31;total;7;reported", "15256;2014-12-31;male;3;reported",
                                 "15256;2014-12-31;female;4;reported", "15256;2015-12-31;total;;not_existing",
                                 "15256;2015-12-31;male;;not_existing", "15256;2015-12-31;female;;not_existing"});
}

TEST_CASE("published rates with a byte order mark and carriage returns", "[io][layout]") {
  const auto built = read("AIG-03-1.csv");
  CHECK(cells(built.value.table(), {"variable", "region", "provider", "value", "status", "unit"}) ==
        std::vector<std::string>{"published_care_rate;DG;facility;13.5;reported;percent",
                                 "published_care_rate;DG;childminder;2.1;reported;percent",
                                 "published_care_rate;15084;facility;50;reported;percent",
                                 "published_care_rate;15084;childminder;0;below_half;percent",
                                 "published_care_rate;16062;facility;48.2;reported;percent",
                                 "published_care_rate;16062;childminder;;unknown_or_secret;percent"});
  CHECK(has(built.findings, "ambiguous_dash"));
}

TEST_CASE("header columns of unequal height keep their labels; every sign has its meaning", "[io][layout]") {
  const auto built = read("13211-01-03-4.csv");
  CHECK(cells(filter(built.value, {{}, {"16062"}, {}}).table(),
              {"age", "nationality", "group", "value", "status", "flags"}) ==
        std::vector<std::string>{"total;total;total;3000;reported;provisional", "15-19;total;total;;pending;",
                                 "15-24;total;total;7;reported;revised", "55-64;total;total;200;reported;estimated",
                                 "total;total;long_term;;not_meaningful;", "total;total;severely_disabled;;unreliable;",
                                 "total;foreign;total;12;reported;limited"});
}

TEST_CASE("encoding, byte order mark and line ends change nothing but the hash", "[io][encoding]") {
  const Folder folder;
  const auto plain = read("12612-02-01-4.csv");
  const std::string text = bytes_of(official("12612-02-01-4.csv"));
  std::string crlf, latin1;
  for (const char c : text) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80)
      latin1 += text[i];
    else
      latin1 += static_cast<char>(((byte & 3) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3f));
  }
  for (const std::string& variant :
       {std::string("\xef\xbb\xbf") + text, crlf, latin1, std::string("\xef\xbb\xbf") + crlf}) {
    const auto other = read_official({folder.write("12612-02-01-4.csv", variant)});
    CHECK(other.value.cubes() == plain.value.cubes());
    CHECK(other.findings == plain.findings);
    CHECK(other.value.sources()[0].licence == plain.value.sources()[0].licence);
    CHECK(other.value.sources()[0].notes == plain.value.sources()[0].notes);
    CHECK(other.value.sources()[0].hash != plain.value.sources()[0].hash);
  }
}

TEST_CASE("a folder is read in the order of its names, the same on any number of threads", "[io][threads]") {
  const auto one = read_official({official("")}, {}, {.threads = 1});
  CHECK(one.value.sources().size() == 7);
  CHECK(one.value.sources().front().table == "12411-01-01-4");
  for (const int threads : {2, 8}) {
    const auto many = read_official({official("")}, {}, {.threads = threads});
    CHECK(many.value == one.value);
    CHECK(many.findings == one.findings);
    CHECK(compute(many.value, std::vector<std::string>{"D.leaver_share_by_qualification"}) ==
          compute(one.value, std::vector<std::string>{"D.leaver_share_by_qualification"}));
  }
}

TEST_CASE("a stop while reading is obeyed", "[io][threads]") {
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(read_official({official("")}, {}, {.threads = 2, .stop = source.get_token()}), Cancelled);
}

TEST_CASE("a table without a descriptor loads under its own labels, or not at all when asked", "[io][layout]") {
  const Folder folder;
  const auto path =
      folder.write("x.csv", replaced(births("2015;DG;Deutschland;3;1;2\n"), "12612-01-01-4", "99999-01-01-4"));
  const auto built = read_official({path});
  CHECK(has(built.findings, "unknown_table"));
  CHECK(cells(built.value.table(), {"variable", "column", "value", "unit"}) ==
        std::vector<std::string>{"99999-01-01-4;Insgesamt;3;Anzahl", "99999-01-01-4;männlich;1;Anzahl",
                                 "99999-01-01-4;weiblich;2;Anzahl"});
  CHECK_THROWS_AS(read_official({path}, {.keep_unknown = false}), FormatError);
}

TEST_CASE("every table of the catalogue has columns that can be read", "[io][descriptor]") {
  CHECK(known_tables().size() >= 20);
  for (const TableDescriptor& table : known_tables()) {
    INFO(table.id);
    CHECK_FALSE((table.columns.empty() || table.title_de.empty() || table.title_en.empty() || table.method.empty()));
    for (const TableColumn& column : table.columns) CHECK_NOTHROW(parse_reference(column.cell));
  }
}
