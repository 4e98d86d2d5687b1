// Writes ops/docs/api.md: every service, method, message and enumeration of hotline.v1 with its comment, and for every
// method its example, whose JSON must fit the method's messages. Called by ops/scripts/api_doc.sh.
//   protoc --include_source_info --include_imports --descriptor_set_out=SET ...; api_doc SET EXAMPLES_FOLDER > api.md
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
namespace pb = google::protobuf;

constexpr int kFieldBehavior = 1052;  // google.api.field_behavior

std::string read_file(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The comment of an element as one paragraph.
template <typename Descriptor>
std::string comment(const Descriptor& element) {
  pb::SourceLocation location;
  if (!element.GetSourceLocation(&location)) return {};
  std::istringstream lines(location.leading_comments);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(' ')) line.erase(0, 1);
    if (!text.empty() && !line.empty()) text += ' ';
    text += line;
  }
  return text;
}

std::string in_cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string link(const std::string& name) {
  std::string anchor = name;
  std::transform(anchor.begin(), anchor.end(), anchor.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  return "[" + name + "](#" + anchor + ")";
}

bool is_ours(const pb::FileDescriptor& file) {
  return file.package() == "hotline.v1";
}

std::string type_of(const pb::FieldDescriptor& field) {
  std::string type = field.type_name();
  if (field.message_type()) {
    type = is_ours(*field.message_type()->file()) ? link(field.message_type()->name()) : field.message_type()->name();
  } else if (field.enum_type()) {
    type = link(field.enum_type()->name());
  }
  return field.is_repeated() ? "list of " + type : type;
}

// The option is unknown to this program, so it stands among the unknown fields, packed or not.
std::string behavior(const pb::FieldDescriptor& field) {
  static const std::vector<std::string> kWords{"", "optional", "required", "output"};
  const auto& unknown = field.options().GetReflection()->GetUnknownFields(field.options());
  for (int at = 0; at < unknown.field_count(); ++at) {
    const pb::UnknownField& option = unknown.field(at);
    if (option.number() != kFieldBehavior) continue;
    std::uint64_t value = 0;
    if (option.type() == pb::UnknownField::TYPE_VARINT) {
      value = option.varint();
    } else {
      const std::string& packed = option.length_delimited();
      value = packed.empty() ? 0 : static_cast<unsigned char>(packed[0]);
    }
    if (value < kWords.size()) return kWords[value];
  }
  return {};
}

// Every "```json request" and "```json response" block must be a message of that kind.
void check_example(const std::string& text, const pb::MethodDescriptor& method, pb::DynamicMessageFactory& factory) {
  std::set<std::string> seen;
  std::istringstream lines(text);
  std::string kind;
  std::string json;
  for (std::string line; std::getline(lines, line);) {
    if (kind.empty()) {
      if (line == "```json request" || line == "```json response") kind = line.substr(8);
      continue;
    }
    if (line != "```") {
      json += line + "\n";
      continue;
    }
    const auto* type = kind == "request" ? method.input_type() : method.output_type();
    const std::unique_ptr<pb::Message> message(factory.GetPrototype(type)->New());
    const auto status = pb::util::JsonStringToMessage(json, message.get());
    if (!status.ok()) {
      throw std::runtime_error("example of " + method.name() + ": the " + kind + " does not fit: " + status.ToString());
    }
    seen.insert(kind);
    kind.clear();
    json.clear();
  }
  if (seen.size() != 2)
    throw std::runtime_error("example of " + method.name() + ": a request and a response are needed");
}

void write_service(const pb::ServiceDescriptor& service, const fs::path& examples, std::set<std::string>& used,
                   pb::DynamicMessageFactory& factory) {
  std::cout << "\n## " << service.name() << "\n\n" << comment(service) << "\n";
  for (int at = 0; at < service.method_count(); ++at) {
    const auto& method = *service.method(at);
    const std::string example = read_file(examples / (method.name() + ".md"));
    check_example(example, method, factory);
    used.insert(method.name() + ".md");
    std::cout << "\n### " << method.name() << "\n\n"
              << "`" << service.full_name() << "/" << method.name()
              << "`: " << (method.client_streaming() ? "stream of " : "") << link(method.input_type()->name()) << " → "
              << (method.server_streaming() ? "stream of " : "") << link(method.output_type()->name()) << "\n\n"
              << comment(method) << "\n\n"
              << example;
  }
}

void write_message(const pb::Descriptor& message) {
  std::cout << "\n### " << message.name() << "\n\n";
  const std::string text = comment(message);
  if (!text.empty()) std::cout << text << "\n\n";
  if (message.field_count() == 0) {
    std::cout << "No fields.\n";
    return;
  }
  std::cout << "| Field | Type | | |\n|---|---|---|---|\n";
  for (int at = 0; at < message.field_count(); ++at) {
    const auto& field = *message.field(at);
    const auto* choice = field.real_containing_oneof();
    std::cout << "| `" << field.name() << "` | " << type_of(field) << " | "
              << (choice ? "one of `" + choice->name() + "`" : behavior(field)) << " | " << in_cell(comment(field))
              << " |\n";
  }
}

void write_enum(const pb::EnumDescriptor& enumeration) {
  std::cout << "\n### " << enumeration.name() << "\n\n";
  const std::string text = comment(enumeration);
  if (!text.empty()) std::cout << text << "\n\n";
  std::cout << "| Value | | |\n|---|---|---|\n";
  for (int at = 0; at < enumeration.value_count(); ++at) {
    const auto& value = *enumeration.value(at);
    std::cout << "| `" << value.name() << "` | " << value.number() << " | " << in_cell(comment(value)) << " |\n";
  }
}

void write_page(const fs::path& descriptor_set, const fs::path& examples) {
  pb::FileDescriptorSet set;
  if (!set.ParseFromString(read_file(descriptor_set))) throw std::runtime_error("not a descriptor set");
  pb::DescriptorPool pool;
  std::vector<const pb::FileDescriptor*> files;
  for (const auto& each : set.file()) {  // imports come before what needs them
    const auto* file = pool.BuildFile(each);
    if (!file) throw std::runtime_error("cannot build " + each.name());
    if (is_ours(*file)) files.push_back(file);
  }
  std::sort(files.begin(), files.end(), [](const auto* one, const auto* other) { return one->name() < other->name(); });

  pb::DynamicMessageFactory factory;
  std::set<std::string> used{"about.md"};
  std::cout << read_file(examples / "about.md");
  for (const auto* file : files) {
    for (int at = 0; at < file->service_count(); ++at) write_service(*file->service(at), examples, used, factory);
  }
  std::cout << "\n## Messages\n";
  for (const auto* file : files) {
    for (int at = 0; at < file->message_type_count(); ++at) write_message(*file->message_type(at));
  }
  std::cout << "\n## Enumerations\n";
  for (const auto* file : files) {
    for (int at = 0; at < file->enum_type_count(); ++at) write_enum(*file->enum_type(at));
  }
  for (const auto& entry : fs::directory_iterator(examples)) {
    const std::string name = entry.path().filename().string();
    if (!used.contains(name)) throw std::runtime_error("example " + name + " belongs to no method");
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: api_doc DESCRIPTOR_SET EXAMPLES_FOLDER\n";
    return 2;
  }
  try {
    write_page(arguments[1], arguments[2]);
  } catch (const std::exception& exception) {
    std::cerr << "api_doc: " << exception.what() << "\n";
    return 1;
  }
  return std::cout.flush() ? 0 : 1;
}
