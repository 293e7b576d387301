// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Every layout of a `Layouts/` folder, checked on loading.
public struct LayoutLibrary: Sendable {
    /// Feeds by id.
    public let feeds: [String: FeedLayout]
    /// Layouts of what the system used before hands over (移行), by id: read like feeds.
    public let migrations: [String: FeedLayout]
    /// Claim editions by kind.
    public let claims: [ClaimKind: ClaimLayout]
    /// The edition of DPC claims, whose files have the points table of 医科 and places of their own;
    /// `nil` where the folder has none, and they are read by the places of 医科.
    public let groupedClaims: ClaimLayout?
    /// Bundles of electronic applications by id.
    public let bundles: [String: BundleLayout]
    /// Application forms on paper by id.
    public let papers: [String: PaperFormLayout]
    /// Code lists by id.
    public let codes: [String: CodeList]
    /// The digest of all files, as the function that was handed in makes it; logged at start.
    public let digest: String

    /// Loads `*.yaml` and `codes/*.yaml`.
    ///
    /// - Parameters:
    ///   - directory: the `Layouts` folder.
    ///   - digest: makes text of bytes; SHA-256 in hexadecimal in the program.
    /// - Throws: `FormatRefusal.layoutBroken` with file and line; `Fault` (disk).
    public static func load(
        directory: String, digest: ([UInt8]) -> String
    ) throws -> LayoutLibrary {
        var everything: [UInt8] = []
        var codes: [String: CodeList] = [:]
        for file in try yamlFiles(directory + "/codes") {
            let list = try CodeList(try node("codes/" + file, directory, &everything))
            try checkName(list.id, file)
            codes[list.id] = list
        }
        var feeds: [String: FeedLayout] = [:]
        var migrations: [String: FeedLayout] = [:]
        var claims: [ClaimKind: ClaimLayout] = [:]
        var grouped: ClaimLayout?
        var bundles: [String: BundleLayout] = [:]
        var papers: [String: PaperFormLayout] = [:]
        for file in try yamlFiles(directory) {
            let root = try node(file, directory, &everything)
            switch try root.pairs().first(where: { $0.key == "kind" })?.value.text() {
            case "feed":
                let layout = try FeedLayout(root, codes: codes)
                try checkName(layout.id, file)
                feeds[layout.id] = layout
            case "migration":
                let layout = try FeedLayout(root, codes: codes)
                try checkName(layout.id, file)
                migrations[layout.id] = layout
            case "claims":
                let layout = try ClaimLayout(root)
                try checkName(layout.id, file)
                guard layout.marker == nil else {
                    guard grouped == nil else {
                        throw root.broken("印のある様式（marker）が2つあります。")
                    }
                    grouped = layout
                    continue
                }
                guard claims.updateValue(layout, forKey: layout.kind) == nil else {
                    throw root.broken("\(layout.kind.rawValue)の様式が2つあります。")
                }
            case "application-bundle":
                let layout = try BundleLayout(root, codes: codes)
                try checkName(layout.id, file)
                bundles[layout.id] = layout
            case "paper-form":
                let layout = try PaperFormLayout(root)
                try checkName(layout.id, file)
                papers[layout.id] = layout
            default:
                throw root.broken(
                    "kind は feed か migration か claims か application-bundle か paper-form です。")
            }
        }
        return LayoutLibrary(
            feeds: feeds, migrations: migrations, claims: claims, groupedClaims: grouped,
            bundles: bundles,
            papers: papers, codes: codes, digest: digest(everything))
    }

    /// The layout of a feed.
    public func feed(_ id: String) throws(FormatRefusal) -> FeedLayout {
        guard let layout = feeds[id] else { throw .layoutMissing(id: id) }
        return layout
    }

    /// The layout of a file of the system used before.
    public func migration(_ id: String) throws(FormatRefusal) -> FeedLayout {
        guard let layout = migrations[id] else { throw .layoutMissing(id: id) }
        return layout
    }

    private static func checkName(_ id: String, _ file: String) throws(FormatRefusal) {
        guard id + ".yaml" == file else {
            throw .layoutBroken(file: file, line: 1, reason: "id「\(id)」がファイル名と違います。")
        }
    }

    private static func yamlFiles(_ directory: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasSuffix(".yaml") }.sorted()
        } catch {
            throw Fault(.disk, detail: "Layouts: \(error)")
        }
    }

    private static func node(
        _ file: String, _ directory: String, _ everything: inout [UInt8]
    ) throws -> YamlNode {
        var bytes: [UInt8] = []
        try ByteSource.file(directory + "/" + file).forEachChunk { bytes.append(contentsOf: $0) }
        everything += Array("\(file)\u{0}\(bytes.count)\u{0}".utf8) + bytes
        guard let text = try? TextDecoder(.utf8).text(bytes) else {
            throw FormatRefusal.layoutBroken(file: file, line: 1, reason: "UTF-8 ではありません。")
        }
        return try YamlNode.parse(text, file: file)
    }
}
