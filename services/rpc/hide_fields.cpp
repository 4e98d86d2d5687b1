#include "rpc/hide_fields.hpp"

#include <google/protobuf/descriptor.h>

#include <string>

#include "core/access.hpp"

namespace hotline::rpc {

core::Done hide_fields(const CallContext& call, google::protobuf::Message& response) {
  for (std::string_view path : core::hidden_fields(call.caller.role, call.method)) {
    if (clear_field(response, path)) continue;
    response.Clear();
    return core::make_error(core::Reason::kBug, "a field rule names an unknown field");
  }
  return core::Nothing{};
}

bool clear_field(google::protobuf::Message& message, std::string_view path) {
  const auto dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
  if (!field) return false;
  const auto& reflection = *message.GetReflection();
  if (dot == std::string_view::npos) {
    reflection.ClearField(&message, field);
    return true;
  }
  if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) return false;
  const std::string_view rest = path.substr(dot + 1);
  if (!field->is_repeated()) {
    return !reflection.HasField(message, field) || clear_field(*reflection.MutableMessage(&message, field), rest);
  }
  for (int index = 0; index < reflection.FieldSize(message, field); ++index) {
    if (!clear_field(*reflection.MutableRepeatedMessage(&message, field, index), rest)) return false;
  }
  return true;
}

}  // namespace hotline::rpc
