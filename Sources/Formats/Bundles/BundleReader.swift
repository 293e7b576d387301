// SPDX-License-Identifier: Apache-2.0

/// Reads one bundle (ZIP of a main document and attachments) by the layouts of a library.
///
/// All or nothing: whatever is wrong refuses the whole, with everything that is wrong where the
/// values are, and nothing has been handed over then.
public struct BundleReader: Sendable {
    private let layouts: [BundleLayout]
    private let archives: ArchiveReader

    public init(_ library: LayoutLibrary, limits: ArchiveLimits = .application) {
        layouts = library.bundles.values.sorted { $0.id < $1.id }
        archives = ArchiveReader(limits)
    }

    /// Reads a ZIP, or a main document that comes alone and is told by the ending of its name.
    ///
    /// - Throws: `FormatRefusal` where the form of the bundle is refused; `Fault` (disk).
    public func read(_ source: ByteSource, named name: String) throws -> BundleReading {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let format = DocumentFormat(rawValue: ending) else { return try read(source) }
        let bytes = try source.collected(
            upTo: DocumentItems.largest,
            tooLarge: .documentTooLarge(limit: DocumentItems.largest))
        let (layout, items) = try choose { $0.manifest.format == format ? bytes : nil }
        return try form(layout, items, [])
    }

    /// Reads a ZIP.
    /// - Throws: `FormatRefusal` where the form of the bundle is refused; `Fault` (disk).
    public func read(_ source: ByteSource) throws -> BundleReading {
        var names: [String] = []
        var files: [[UInt8]] = []
        try archives.read(source) { name in
            names.append(name)
            files.append([])
            let place = files.count - 1
            return { piece in files[place].append(contentsOf: piece) }
        }
        let (layout, items) = try choose { layout in
            names.firstIndex(of: layout.manifest.name).map { files[$0] }
        }
        let others = zip(names, files).filter { $0.0 != layout.manifest.name }
        return try form(layout, items, others)
    }

    private func form(
        _ layout: BundleLayout, _ items: DocumentItems, _ others: [(String, [UInt8])]
    ) throws -> BundleReading {
        try check(items, layout)
        let (row, issues) = judge(items, layout)
        let (kept, leftBehind, fitted) = try BundleReader.attachments(others, layout)
        guard issues.isEmpty else { return .refused(issues) }
        return .form(
            BundleForm(
                layout: layout, row: row, attachments: kept, leftBehind: leftBehind,
                missing: layout.attachments.filter { $0.isRequired && !fitted.contains($0.key) }))
    }

    /// The one layout whose main document is there and says its procedure.
    private func choose(
        _ document: (BundleLayout) -> [UInt8]?
    ) throws -> (BundleLayout, DocumentItems) {
        var read: [BundleLayout.Manifest: Result<DocumentItems, any Error>] = [:]
        var fitting: [(BundleLayout, DocumentItems)] = []
        var trouble: (any Error)?
        for layout in layouts {
            guard let bytes = document(layout) else { continue }
            let items =
                read[layout.manifest]
                ?? Result { try DocumentItems.read(.bytes(bytes), as: layout.manifest) }
            read[layout.manifest] = items
            switch items {
            case .success(let items)
            where items.values[layout.mark.item]?.trimmed == layout.mark.value:
                fitting.append((layout, items))
            case .success: break
            // Another layout may read the same document in another way.
            case .failure(let error): trouble = trouble ?? error
            }
        }
        guard let chosen = fitting.first else { throw trouble ?? FormatRefusal.bundleUnknown }
        guard fitting.count == 1 else { throw FormatRefusal.bundleAmbiguous }
        return chosen
    }

    /// Nothing that the applicant wrote may be lost, and nothing may be read into the wrong place.
    private func check(_ items: DocumentItems, _ layout: BundleLayout) throws(FormatRefusal) {
        let known = Set(layout.items.map(\.name)).union(layout.ignored)
        let unknown = items.values.keys.filter { !known.contains($0) }.sorted()
        if let first = unknown.first {
            throw .itemUnknown(name: DocumentItems.shown(first), count: unknown.count)
        }
        for item in layout.items where items.values[item.name] == nil {
            if items.namesAll || item.isRequired { throw .itemAbsent(name: item.name) }
        }
        if !layout.isVerified, let stamp = layout.stamp, let item = layout.item(stamp.column),
            items.values[item.name] != stamp.value
        {
            throw .stampMissing(line: 1, stamp: stamp.value)
        }
    }

    /// The row, and everything that is wrong with its values.
    private func judge(
        _ items: DocumentItems, _ layout: BundleLayout
    ) -> (FeedRow, [FileIssue]) {
        var values: [FeedRow.Value] = []
        var issues: [FileIssue] = []
        for item in layout.items {
            do throws(FormatRefusal) {
                values.append(try item.read(items.values[item.name] ?? ""))
            } catch {
                values.append(.none)
                issues.append(FileIssue(line: 0, field: item.key, error))
            }
        }
        return (FeedRow(line: 0, layout: layout.row, values: values), issues)
    }

    private static func attachments(
        _ files: [(String, [UInt8])], _ layout: BundleLayout
    ) throws(FormatRefusal) -> (kept: [BundleAttachment], leftBehind: Int, fitted: Set<String>) {
        var kept: [BundleAttachment] = []
        var counts: [String: Int] = [:]
        var leftBehind = 0
        var unknown = 0
        for (name, bytes) in files {
            guard let rule = layout.attachments.first(where: { $0.fits(name) }) else {
                unknown += 1
                continue
            }
            counts[rule.key, default: 0] += 1
            let kind = try rule.kind(of: bytes, name: name)
            if rule.holdsNumber {
                leftBehind += 1
            } else {
                kept.append(BundleAttachment(rule: rule, name: name, kind: kind, bytes: bytes))
            }
        }
        guard unknown == 0 else { throw .attachmentUnknown(count: unknown) }
        for rule in layout.attachments where counts[rule.key, default: 0] > rule.most {
            throw .attachmentTooMany(title: rule.title, limit: rule.most)
        }
        return (kept, leftBehind, Set(counts.keys))
    }
}

extension AttachmentRule {
    /// The kind of a file, by its bytes and its name alike.
    func kind(of bytes: [UInt8], name: String) throws(FormatRefusal) -> AttachmentKind {
        guard !bytes.isEmpty else { throw .attachmentEmpty(title: title) }
        guard bytes.count <= largest else {
            throw .attachmentTooLarge(title: title, limit: largest)
        }
        guard let kind = AttachmentKind(bytes), kinds.contains(kind),
            kind.agrees(withName: name)
        else {
            let allowed = kinds.map(\.title).joined(separator: "・")
            throw .attachmentKind(title: title, allowed: allowed)
        }
        return kind
    }
}
