#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"

namespace hotline::core {

struct ConfirmedLink {
  PersonId a;
  PersonId b;
};
// The connected components: each person with the lowest id of his component, sorted by person. Links to persons that are
// not given are passed over.
std::vector<std::pair<PersonId, ClusterId>> clusters_of(std::span<const PersonId> persons,
                                                        std::span<const ConfirmedLink> links);

}  // namespace hotline::core
