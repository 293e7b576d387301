// SPDX-License-Identifier: Apache-2.0

extension BundleLayout {
    private static let known: Set<String> = [
        "id", "title", "edition", "kind", "source", "verified", "stamp", "service", "procedure",
        "mark", "manifest", "items", "ignored", "attachments",
    ]
    private static let procedures: Set<String> = [
        "registration", "change", "lapse", "reissue", "insurance-evidence", "reimbursement",
    ]

    /// Reads `Layouts/ID.yaml` of kind `application-bundle` and checks that its parts fit together.
    init(_ root: YamlNode, codes: [String: CodeList]) throws(FormatRefusal) {
        let members = try YamlMembers(root, BundleLayout.known)
        id = try members.text("id")
        title = try members.text("title")
        edition = try members.text("edition")
        source = try members.text("source")
        isVerified = try members.flag("verified")
        service = try members.text("service")
        procedure = try members.text("procedure")
        guard BundleLayout.procedures.contains(procedure) else {
            throw root.broken("procedure「\(procedure)」という手続はありません。")
        }
        if let node = members["stamp"] {
            let parts = try YamlMembers(node, ["column", "value"])
            stamp = .init(column: try parts.text("column"), value: try parts.text("value"))
        } else {
            stamp = nil
        }
        let marked = try YamlMembers(try members.needed("mark"), ["item", "value"])
        mark = Mark(item: try marked.text("item"), value: try marked.text("value"))
        manifest = try Manifest(try members.needed("manifest"))
        ignored = members["ignored"] == nil ? [] : Set(try members.texts("ignored"))
        var rules: [AttachmentRule] = []
        for node in try members["attachments"]?.list() ?? [] {
            rules.append(try AttachmentRule(node))
        }
        attachments = rules
        var columns: [LayoutColumn] = []
        for node in try members.needed("items").list() {
            columns.append(try LayoutColumn(node, codes: codes))
        }
        row = FeedLayout(
            id: id, title: title, edition: edition, source: source, isVerified: isVerified,
            stamp: stamp, fileName: manifest.name, encoding: .utf8, scopes: [.difference],
            mode: .atomic, key: ["receipt"], isKeyUnique: false, orders: [],
            extraColumns: .refuse, rhythm: nil, columns: columns)
        try check(root)
    }

    private func check(_ root: YamlNode) throws(FormatRefusal) {
        guard row.places.count == items.count else { throw root.broken("同じ key の項目があります。") }
        let names = Set(items.map(\.name))
        guard names.count == items.count else { throw root.broken("同じ名前の項目があります。") }
        guard names.isDisjoint(with: ignored) else {
            throw root.broken("ignored の項目が items にもあります。")
        }
        for key in ["receipt", "applied"] + (stamp.map { [$0.column] } ?? [])
        where item(key)?.isRequired != true {
            throw root.broken("必須の項目「\(key)」が items にありません。")
        }
        guard item("applied")?.type == .date, item("receipt")?.type == .text else {
            throw root.broken("receipt は text、applied は date です。")
        }
        guard names.union(ignored).contains(mark.item) else {
            throw root.broken("mark の項目「\(mark.item)」は items にも ignored にもありません。")
        }
        guard isVerified || stamp != nil else {
            throw root.broken("未確認の様式には stamp が要ります。")
        }
        guard Set(attachments.map(\.key)).count == attachments.count else {
            throw root.broken("同じ key の添付があります。")
        }
    }
}

extension BundleLayout.Manifest {
    fileprivate init(_ node: YamlNode) throws(FormatRefusal) {
        let parts = try YamlMembers(node, ["name", "format", "item-element", "name-attribute"])
        name = try parts.text("name")
        format = try parts.needed("format").choice(DocumentFormat.self)
        itemElement = try parts["item-element"]?.text()
        nameAttribute = try parts["name-attribute"]?.text()
        guard (itemElement == nil) == (nameAttribute == nil), itemElement == nil || format == .xml
        else { throw node.broken("item-element と name-attribute は、XML のときに組で書きます。") }
    }
}

extension AttachmentRule {
    private static let known: Set<String> = [
        "key", "title", "name", "kinds", "most", "largest-kilobytes", "required", "holds-number",
    ]

    fileprivate init(_ node: YamlNode) throws(FormatRefusal) {
        let parts = try YamlMembers(node, AttachmentRule.known)
        key = try parts.text("key")
        title = try parts.text("title")
        name = try parts.text("name")
        var kinds: [AttachmentKind] = []
        for kind in try parts.needed("kinds").list() {
            kinds.append(try kind.choice(AttachmentKind.self))
        }
        self.kinds = kinds
        most = try parts.integer("most") ?? 1
        largest = (try parts.integer("largest-kilobytes") ?? 10_240) << 10
        isRequired = try parts.flag("required", otherwise: false)
        holdsNumber = try parts.flag("holds-number", otherwise: false)
        guard most >= 1, largest >= 1 << 10, largest <= ArchiveLimits.application.entryBytes,
            !kinds.isEmpty
        else { throw node.broken("most、largest-kilobytes、kinds を確かめてください。") }
    }

    /// Whether a name in the archive is the one that this rule speaks of.
    func fits(_ text: String) -> Bool {
        let pieces = name.split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
            return text == name
        }
        guard text.count >= first.count + last.count, text.hasPrefix(first), text.hasSuffix(last)
        else { return false }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        guard !rest.contains("/") else { return false }
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let place = rest.firstRange(of: piece) else { return false }
            rest = rest[place.upperBound...]
        }
        return true
    }
}
