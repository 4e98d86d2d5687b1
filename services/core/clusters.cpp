#include "core/clusters.hpp"

#include <algorithm>
#include <map>

namespace hotline::core {

std::vector<std::pair<PersonId, ClusterId>> clusters_of(std::span<const PersonId> persons,
                                                        std::span<const ConfirmedLink> links) {
  std::map<PersonId, PersonId> parent;
  for (const PersonId& person : persons) parent[person] = person;
  const auto root = [&](PersonId person) {
    while (parent[person] != person) person = parent[person] = parent[parent[person]];
    return person;
  };
  for (const ConfirmedLink& link : links) {
    if (!parent.contains(link.a) || !parent.contains(link.b)) continue;
    const PersonId a = root(link.a);
    const PersonId b = root(link.b);
    parent[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::pair<PersonId, ClusterId>> out;
  out.reserve(parent.size());
  for (const auto& [person, above] : parent) out.emplace_back(person, ClusterId(root(person).value()));
  return out;
}

}  // namespace hotline::core
