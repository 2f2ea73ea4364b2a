#include <algorithm>
#include <map>
#include <set>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0 {
namespace {

using ListMap = std::map<std::string, CodelistPtr, std::less<>>;

Member::Kind parse_kind(const std::string& text) {
  if (text == "total") return Member::total;
  return text == "of_which" ? Member::of_which : Member::part;
}

CodelistPtr read_list(const toml::table& entry) {
  auto list = std::make_shared<Codelist>();
  list->name = detail::text_of(entry, "name");
  list->label_de = detail::text_of(entry, "label_de");
  list->label_en = detail::text_of(entry, "label_en");
  list->exhaustive = entry["exhaustive"].value_or(false);
  std::vector<std::string> parents;
  detail::for_each_table(entry, "member", [&](const toml::table& item) {
    Member member{detail::text_of(item, "code"),
                  detail::text_of(item, "label_de"),
                  detail::text_of(item, "label_en"),
                  -1,
                  parse_kind(detail::text_of(item, "kind")),
                  item["from"].value<double>(),
                  item["to"].value<double>()};
    list->members.push_back(std::move(member));
    parents.push_back(detail::text_of(item, "parent"));
  });
  for (std::size_t i = 0; i < parents.size(); ++i)
    if (!parents[i].empty()) list->members[i].parent = list->find(parents[i]);
  return list;
}

ListMap load_lists() {
  ListMap lists;
  detail::for_each_catalogue_table("codelists/", "codelist", [&](const toml::table& entry) {
    auto list = read_list(entry);
    if (!list->members.empty()) lists.emplace(list->name, std::move(list));
  });
  return lists;
}

}  // namespace

CodelistPtr known_codelist(std::string_view name) {
  static const ListMap lists = load_lists();
  const auto at = lists.find(name);
  return at == lists.end() ? nullptr : at->second;
}

CodelistPtr age_codelist(const std::vector<std::string>& codes) {
  auto list = std::make_shared<Codelist>();
  list->name = "age";
  list->label_de = "Alter";
  list->label_en = "Age";
  list->exhaustive = true;
  std::set<std::string> seen;
  for (const auto& code : codes)
    if (seen.insert(code).second) list->members.push_back(age_member(code));
  const auto key = [](const Member& m) {
    return std::tuple(m.kind != Member::total, m.from.value_or(-1), m.to.value_or(1e9), m.code);
  };
  std::sort(list->members.begin(), list->members.end(),
            [&](const Member& a, const Member& b) { return key(a) < key(b); });
  return list;
}

CodelistPtr region_codelist(std::vector<std::string> codes) {
  std::sort(codes.begin(), codes.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a != "DG", std::string_view(a)) < std::pair(b != "DG", std::string_view(b));
  });
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  auto list = std::make_shared<Codelist>();
  list->name = "region";
  list->label_de = "Region";
  list->label_en = "Region";
  list->members.reserve(codes.size());
  for (auto& code : codes) {
    const Region* region = find_region(code);
    Member member;
    member.code = std::move(code);
    member.label_de = member.label_en = region ? region->name : member.code;
    list->members.push_back(std::move(member));
  }
  return list;
}

CodelistPtr period_codelist(std::vector<Period> periods) {
  std::sort(periods.begin(), periods.end());
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  auto list = std::make_shared<Codelist>();
  list->name = "period";
  list->label_de = "Zeitraum";
  list->label_en = "Period";
  for (const Period period : periods) {
    Member member;
    member.code = member.label_de = member.label_en = to_string(period);
    list->members.push_back(std::move(member));
  }
  return list;
}

}  // namespace werdegang::inline v0
