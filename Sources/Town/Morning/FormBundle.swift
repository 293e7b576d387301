// SPDX-License-Identifier: Apache-2.0

/// One electronic application as 見本ポータル sends it (`Layouts/bundle-portal-registration.yaml`): a ZIP
/// with `application.xml` and its attachments.
struct FormBundle {
    /// Item and value in the order of the form; an item is named by its path.
    var items: [(name: String, value: String)]
    var attachments: [(name: String, content: [UInt8])]

    /// The smallest file that is a PDF by its first bytes.
    static let evidence = (
        name: "attachments/insurance_1.pdf", content: Array("%PDF-1.4\n%検証用\n%%EOF\n".utf8)
    )

    var zip: [UInt8] {
        var archive = ZipBytes()
        archive.add("application.xml", Array(document.utf8))
        for file in attachments { archive.add(file.name, file.content) }
        return archive.bytes
    }

    /// The items as elements in one another.
    private var document: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<申請>\n"
        var open = ""
        for item in items {
            let parts = item.name.split(separator: "/").map(String.init)
            let group = parts.count > 1 ? parts[0] : ""
            if group != open {
                if !open.isEmpty { text += "</\(open)>\n" }
                if !group.isEmpty { text += "<\(group)>\n" }
                open = group
            }
            let name = parts[parts.count - 1]
            text += "<\(name)>\(FormBundle.escaped(item.value))</\(name)>\n"
        }
        if !open.isEmpty { text += "</\(open)>\n" }
        return text + "</申請>\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
