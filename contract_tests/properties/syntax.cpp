#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/generators/json_spellings.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"

/// The same request, written in another way that JSON (RFC 8259) and HTTP (RFC 9110, 9112) allow.
namespace tines_mock::contract {

namespace {

using Writing = std::string (*)(const Json&);

void require_what_was_sent(Session& session, const Answer& answer, const Json& body,
                           const std::string& written) {
  const auto object = destination_in(answer);
  session.require(
      answer.ok() && id_in(answer) && member(*object, "origin_team_id") == body.at("team_id") &&
          member(*object, "destination_team_id") == body.at("destination_team_id") &&
          member(*object, "destination_tenant_url") == body.at("destination_tenant_url") &&
          sorted_stories(*object) == sorted_path_ids(body.at("story_ids")),
      "a success, and what was sent, though the request is written " + written, answer);
}

void require_created_as_sent(Session& session, const Answer& answer, const Json& body,
                             const std::string& written) {
  if (answer.refused()) session.create(body);  // throws CouldNotCheck if that is refused as well
  require_what_was_sent(session, answer, body, written);
}

/// Writes the bodies of create and update so.
void require_read_bodies(Session& session, Writing writing, const std::string& words) {
  const auto body = draft(session.settings, session.settings.story_ids);
  const auto created = session.send(with_body(create_call(body), writing(body)));
  require_created_as_sent(session, created, body, words);
  if (!session.facts.revision_2026) return;
  const Json change{{"story_ids", {session.settings.story_ids.back()}}};
  auto expected = body;
  expected.update(change);
  const auto updated =
      session.send(with_body(update_call(*id_in(created), change), writing(change)));
  require_what_was_sent(session, updated, expected, words);
}

Promise white_space_is_allowed() {
  return {.id = "syntax.white-space",
          .text = "white space of all kinds may stand between the tokens of a body",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_read_bodies(session, spread_out, "with white space of all kinds");
          }};
}

Promise names_may_be_escaped() {
  return {.id = "syntax.escaped-names",
          .text = "names of a body's members may be written with escapes",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_read_bodies(session, with_escaped_names,
                                "with escapes in the names of members");
          }};
}

Promise slashes_may_be_escaped() {
  return {.id = "syntax.escaped-slashes",
          .text = R"(slashes in a body may be written "\/")",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_read_bodies(session, with_escaped_slashes, R"(with "\/" for each slash)");
          }};
}

Promise names_may_use_surrogate_pairs() {
  return {.id = "syntax.surrogates",
          .text = "a story's name may be written with escapes and surrogate pairs",
          .source = vendor_pages("stories", "created (201)"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto name = fresh_name(session) + " \U0001F6A8 \u8b66\u5831";
            const Json body{{"name", name}, {"team_id", session.settings.team_id}};
            const auto create = improper(api_call(Operation::other, "POST", "/stories", body));
            const auto plain = session.send(create);
            if (!plain.ok() || !plain.json || member(*plain.json, "name") != Json(name)) {
              throw CouldNotCheck("the tenant makes no story of this name: " + seen(plain));
            }
            const auto escaped = session.send(with_body(create, in_ascii(body)));
            session.require(
                escaped.json && member(*escaped.json, "name") == Json(name),
                "a story " + seen(Json(name)) + ", though the name is written with escapes",
                escaped);
          }};
}

/// The text of a string is no JSON, whatever it looks like.
Promise strings_are_no_parameters() {
  return {
      .id = "syntax.strings",
      .text = "what stands in a string of a body is no parameter",
      .source = seed_document("create-parameters", "The body is a JSON object"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_several_destinations(session, 2);
        auto body = draft(session.settings);
        const auto key = session.unknown_key();
        const auto with_key = [&](const std::string& more) {
          body["destination_tenant_api_key"] = key + more;
          return session.send(improper(create_call(body)));
        };
        if (!with_key(R"(","anything":1,"elsewhere":[],"x":")").ok()) {
          throw CouldNotCheck("the tenant refuses an unknown destination key with quotes in it");
        }
        const auto answer =
            with_key(R"(","team_id":1,"story_ids":[],"destination_team_id":2,"x":")");
        require_what_was_sent(session, answer, body, "with a key that looks like JSON inside");
      }};
}

void require_read_requests(Session& session, const Form& form, const std::string& words) {
  const auto sent = [&](const Call& call) { return session.send(with_form(call, form)); };
  const auto body = draft(session.settings);
  const auto created = sent(create_call(body));
  require_created_as_sent(session, created, body, words);
  const auto list = sent(list_call());
  session.require(list.ok() && list.json, "a list, though the request is written " + words, list);
  const auto id = *id_in(created);
  if (session.facts.revision_2026) {
    const auto updated = sent(update_call(id, {{"story_ids", body.at("story_ids")}}));
    require_what_was_sent(session, updated, body, words);
  }
  const auto removed = sent(remove_call(id));
  session.require(removed.ok(), "a success, though the request is written " + words, removed);
}

Promise content_type_may_vary() {
  return {.id = "syntax.content-type",
          .text = "a Content-Type may have a charset and be in any case",
          .source = seed_document("create-headers", "Content-Type: application/json"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto* type : {"application/json; charset=utf-8",
                                     "application/json;charset=UTF-8", "Application/JSON"}) {
              Form form;
              form.content_type = type;
              require_read_requests(session, form, "with Content-Type: " + std::string(type));
            }
          }};
}

Promise accept_may_vary() {
  return {.id = "syntax.accept",
          .text = "a request needs no Accept, or may accept anything",
          .source = seed_document("create-headers", "The request's headers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const std::vector<std::optional<std::string>> all{std::nullopt, "*/*",
                                                              "application/json, text/plain, */*",
                                                              "application/*;q=0.9, */*;q=0.1"};
            for (const auto& accept : all) {
              Form form;
              form.accept = accept;
              require_read_requests(session, form,
                                    accept ? "with Accept: " + *accept : "without Accept");
            }
          }};
}

Promise header_names_may_vary() {
  return {.id = "syntax.header-names",
          .text = "names of headers may be in any case",
          .source = seed_document("create-headers", "The request's headers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto names : {Form::Names::lower, Form::Names::upper}) {
              Form form;
              form.names = names;
              require_read_requests(session, form, "with names of headers in another case");
            }
          }};
}

Promise bodies_may_be_chunked() {
  return {.id = "syntax.chunked",
          .text = "a body may come in chunks",
          .source = seed_document("create-headers", "The request's headers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            Form form;
            form.chunked = true;
            const auto body = draft(session.settings);
            const auto answer = session.send(improper(with_form(create_call(body), form)));
            if (answer.status() == 411)
              throw CouldNotCheck("the tenant asks for a Content-Length (411)");
            require_created_as_sent(session, answer, body, "in chunks");
          }};
}

}  // namespace

Promises syntax_promises() {
  return {white_space_is_allowed(),    names_may_be_escaped(),
          slashes_may_be_escaped(),    names_may_use_surrogate_pairs(),
          strings_are_no_parameters(), content_type_may_vary(),
          accept_may_vary(),           header_names_may_vary(),
          bodies_may_be_chunked()};
}

}  // namespace tines_mock::contract
