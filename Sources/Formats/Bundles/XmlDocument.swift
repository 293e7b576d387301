// SPDX-License-Identifier: Apache-2.0
import Foundation
import FoundationXML

/// A main document in XML. What can harm is refused before any parser sees it: document types,
/// entities, processing instructions, and encodings in which they could hide.
enum XmlDocument {
    static func items(
        _ bytes: [UInt8], as manifest: BundleLayout.Manifest
    ) throws -> DocumentItems {
        let text = try body(bytes)
        try check(text)
        let reading = XmlReading(manifest)
        let parser = XMLParser(data: Data(text.utf8))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reading
        let isWhole = parser.parse()
        if let refusal = reading.refusal { throw refusal }
        guard isWhole, reading.isFinished else {
            throw FormatRefusal.documentBroken(line: max(parser.lineNumber, 1))
        }
        return reading.items
    }

    /// The text without mark and declaration, whose encoding must be the one that the bytes have.
    private static func body(_ bytes: [UInt8]) throws -> String {
        // The other encodings of Unicode begin with, or soon have, a zero byte.
        guard !bytes.contains(0), !bytes.starts(with: [0xFF, 0xFE]),
            !bytes.starts(with: [0xFE, 0xFF])
        else { throw FormatRefusal.documentEncoding }
        let found = try TextEncoding.detect(.bytes(bytes))
        let text = try DocumentItems.text(bytes, found)
        guard text.hasPrefix("<?xml") else {
            guard found != .cp932 else { throw FormatRefusal.documentEncoding }
            return text
        }
        guard let end = text.firstRange(of: "?>") else {
            throw FormatRefusal.documentBroken(line: 1)
        }
        let declaration = text[..<end.upperBound]
        let named = declaration.firstMatch(of: /encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/)
        let isAgreed =
            switch named.map({ $0.1.lowercased() }) {
            case nil, "utf-8": found != .cp932
            // A text without any character beyond ASCII is the same in both.
            case "shift_jis", "windows-31j", "ms932", "cp932":
                found == .cp932 || bytes.allSatisfy { $0 < 0x80 }
            default: false
            }
        guard isAgreed else { throw FormatRefusal.documentEncoding }
        // The lines keep their numbers.
        return String(text[end.upperBound...])
    }

    private static func check(_ text: String) throws(FormatRefusal) {
        let bytes = Array(text.utf8)
        for place in bytes.indices where bytes[place] == 0x3C {
            let rest = bytes[(place + 1)...].prefix(8)
            if rest.first == 0x3F { throw .documentForbidden }
            guard rest.first == 0x21 else { continue }
            guard rest.starts(with: Array("!--".utf8)) || rest.starts(with: Array("![CDATA[".utf8))
            else { throw .documentForbidden }
        }
    }
}

/// Takes the elements of a document one by one; nothing is kept but items.
private final class XmlReading: NSObject, XMLParserDelegate {
    private let manifest: BundleLayout.Manifest
    private(set) var items = DocumentItems(namesAll: false)
    private(set) var refusal: FormatRefusal?
    private(set) var isFinished = false
    /// The open elements below the root: name, whether another element stood in it, its text.
    private var open: [(name: String, hasParts: Bool, text: String)] = []
    private var isInRoot = false

    init(_ manifest: BundleLayout.Manifest) { self.manifest = manifest }

    /// What the parser itself finds; it does not always say so with its answer.
    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        refusal = refusal ?? .documentBroken(line: max(parser.lineNumber, 1))
    }

    private func stop(_ parser: XMLParser, _ refusal: FormatRefusal) {
        self.refusal = self.refusal ?? refusal
        parser.abortParsing()
    }

    private func add(_ parser: XMLParser, _ name: String, _ value: String) {
        do throws(FormatRefusal) {
            try items.add(name, value)
        } catch {
            stop(parser, error)
        }
    }

    private var path: String { open.map(\.name).joined(separator: "/") }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        guard refusal == nil else { return }
        guard !isFinished else {
            return stop(parser, .documentBroken(line: parser.lineNumber))
        }
        guard open.count < DocumentItems.deepest else {
            return stop(parser, .documentTooDeep(limit: DocumentItems.deepest))
        }
        if !open.isEmpty {
            guard open[open.count - 1].text.allSatisfy(\.isWhitespace) else {
                return stop(parser, .documentBroken(line: parser.lineNumber))
            }
            open[open.count - 1].hasParts = true
            open[open.count - 1].text = ""
        }
        var name = element
        var attributes = attributes.filter { !$0.key.hasPrefix("xmlns") }
        if element == manifest.itemElement, let attribute = manifest.nameAttribute {
            guard let named = attributes.removeValue(forKey: attribute) else {
                return stop(parser, .documentBroken(line: parser.lineNumber))
            }
            name = named
        }
        if isInRoot { open.append((name, false, "")) }
        isInRoot = true
        for (attribute, value) in attributes.sorted(by: { $0.key < $1.key }) {
            add(parser, (open.isEmpty ? "" : itemName) + "@" + attribute, value)
        }
    }

    /// An item that names itself needs no path.
    private var itemName: String {
        manifest.itemElement == nil ? path : open.last?.name ?? ""
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { take(parser, text) }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        take(parser, String(decoding: block, as: UTF8.self))
    }

    private func take(_ parser: XMLParser, _ text: String) {
        guard refusal == nil else { return }
        guard !open.isEmpty else {
            // Words in the root itself belong to no item.
            if !text.allSatisfy(\.isWhitespace) {
                stop(parser, .documentBroken(line: parser.lineNumber))
            }
            return
        }
        if open[open.count - 1].hasParts, !text.allSatisfy(\.isWhitespace) {
            return stop(parser, .documentBroken(line: parser.lineNumber))
        }
        open[open.count - 1].text += text
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard refusal == nil else { return }
        guard let last = open.last else { return isFinished = true }
        if !last.hasParts { add(parser, itemName, last.text) }
        open.removeLast()
    }
}
