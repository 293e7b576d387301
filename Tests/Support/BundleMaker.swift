// SPDX-License-Identifier: Apache-2.0

/// Writes the main document of an electronic application in each form that a layout may name, and
/// the smallest file of each kind that may be attached.
public enum BundleMaker {
    public typealias Items = [(name: String, value: String)]

    public static let pdf = Array("%PDF-1.4\n%verification\n%%EOF\n".utf8)
    public static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("IHDR-verification".utf8)
    public static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array("JFIF-verification".utf8)
    public static let heic: [UInt8] = [0, 0, 0, 0x18] + Array("ftypheic0000mif1heic".utf8)

    /// Elements in one another by the parts of a name.
    public static func xml(_ items: Items, encoding: String = "UTF-8") -> String {
        var text = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n<申請 xmlns=\"urn:mihon\">\n"
        var open: [String] = []
        for item in items {
            let parts = item.name.split(separator: "/").map(String.init)
            let folders = Array(parts.dropLast())
            let shared = zip(open, folders).prefix { $0 == $1 }.count
            for name in open.dropFirst(shared).reversed() { text += "</\(name)>\n" }
            for name in folders.dropFirst(shared) { text += "<\(name)>\n" }
            open = folders
            let name = parts.last ?? ""
            text += "<\(name)>\(escaped(item.value))</\(name)>\n"
        }
        for name in open.reversed() { text += "</\(name)>\n" }
        return text + "</申請>\n"
    }

    /// Elements of one kind that name their items.
    public static func keyed(_ items: Items) -> String {
        "<?xml version=\"1.0\"?>\n<申請データ>\n"
            + items.map { "<項目 名前=\"\(escaped($0.name))\">\(escaped($0.value))</項目>\n" }.joined()
            + "</申請データ>\n"
    }

    /// Objects in one another by the parts of a name.
    public static func json(_ items: Items) -> String {
        var groups: [(String, [String])] = []
        for item in items {
            let parts = item.name.split(separator: "/").map(String.init)
            let member = "\(quoted(parts.last ?? "")): \(quoted(item.value))"
            guard parts.count > 1 else {
                groups.append(("", [member]))
                continue
            }
            if let place = groups.firstIndex(where: { $0.0 == parts[0] }) {
                groups[place].1.append(member)
            } else {
                groups.append((parts[0], [member]))
            }
        }
        let members = groups.map { name, members in
            name.isEmpty
                ? members.joined(separator: ", ")
                : "\(quoted(name)): {\(members.joined(separator: ", "))}"
        }
        return "{" + members.joined(separator: ",\n") + "}\n"
    }

    /// A header and one line.
    public static func csv(_ items: Items) -> String {
        func line(_ cells: [String]) -> String {
            cells.map { "\"" + $0.split(separator: "\"").joined(separator: "\"\"") + "\"" }
                .joined(separator: ",") + "\r\n"
        }
        return line(items.map(\.name)) + line(items.map(\.value))
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.reduce(into: "") { out, character in
                if character == "\"" || character == "\\" { out.append("\\") }
                out.append(character)
            } + "\""
    }
}
