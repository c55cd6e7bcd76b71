#pragma once

#include <tines_mock/journal.hpp>

#include <string>
#include <utility>

/// Journal entries for tests.
namespace tines_mock::journal {

inline JournalEntry entry(std::string operation, std::string method = "GET") {
  return {.tenant = "origin",
          .operation = std::move(operation),
          .path = "/api/v1/admin/sync_destinations",
          .request = {.method = std::move(method), .target = "/api/v1/admin/sync_destinations"},
          .status = 200};
}

inline JournalEntry create(std::string body = R"({"team_id":7})") {
  auto made = entry("sync_destination.create", "POST");
  made.request.body = std::move(body);
  made.status = 201;
  return made;
}

}  // namespace tines_mock::journal
