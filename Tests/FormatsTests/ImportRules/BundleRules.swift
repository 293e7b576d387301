// SPDX-License-Identifier: Apache-2.0
import Support

// SPDX-License-Identifier: Apache-2.0
@testable import Formats

/// The rules that a layout sets for the bundle of an electronic application, each with its violating
/// and its boundary bundle.
///
/// What the layout says is read here a second time and turned into documents: nothing of the reader is
/// used but the names of the items.
struct BundleRules {
    let layout: BundleLayout

    var all: [ImportRule] {
        document + layout.items.flatMap(rules) + layout.attachments.flatMap(rules)
    }

    // MARK: a bundle that breaks nothing

    private var items: BundleMaker.Items {
        [(layout.mark.item, layout.mark.value)]
            + layout.items.map { item in
                if let stamp = layout.stamp, stamp.column == item.key {
                    return (item.name, stamp.value)
                }
                return (item.name, Cell(item, 0).right)
            }
    }

    private var right: [UInt8] { zip(items) }

    private func text(_ items: BundleMaker.Items) -> String {
        switch layout.manifest.format {
        case .csv: BundleMaker.csv(items)
        case .json: BundleMaker.json(items)
        case .xml:
            layout.manifest.itemElement == nil ? BundleMaker.xml(items) : BundleMaker.keyed(items)
        }
    }

    private func zip(
        _ items: BundleMaker.Items, _ more: [(String, [UInt8])] = []
    ) -> [UInt8] {
        ZipMaker([(layout.manifest.name, Array(text(items).utf8))] + more).bytes
    }

    private func edited(_ name: String, _ value: String?) -> [UInt8] {
        zip(
            items.compactMap { item in
                guard item.name == name else { return item }
                return value.map { (name, $0) }
            })
    }

    private func rule(
        _ name: String, _ says: String, _ code: String, _ violating: [UInt8],
        boundary: [UInt8]? = nil
    ) -> ImportRule {
        ImportRule(
            id: "\(layout.id)/\(name)", says: says, code: code, refusesFile: true,
            violating: violating, boundary: boundary ?? right)
    }

    // MARK: the document as a whole

    private var document: [ImportRule] {
        var found = [
            rule(
                "whole/empty", "空でない", "E-FMT-001",
                ZipMaker([(layout.manifest.name, [])]).bytes),
            rule(
                "whole/procedure", "手続が様式のどれかである", "E-FMT-121",
                edited(layout.mark.item, "別の手続")),
            rule(
                "whole/unknown", "様式にない項目がない", "E-FMT-129",
                zip(items + [("様式にない項目", "値")]),
                boundary: zip(
                    items
                        + layout.ignored.sorted().filter { $0 != layout.mark.item }
                        .map { ($0, "値") })),
        ]
        if let stamp = layout.stamp, let item = layout.item(stamp.column) {
            found.append(
                rule("whole/stamp", "検証用の表示がある", "E-FMT-025", edited(item.name, "本番")))
        }
        if let receipt = layout.item("receipt"), layout.manifest.format != .csv {
            found.append(
                rule(
                    "whole/twice", "同じ項目は一度だけ", "E-FMT-128",
                    zip(items + [(receipt.name, "E-2")])))
        }
        return found
    }

    // MARK: one item

    private func rules(_ item: LayoutColumn) -> [ImportRule] {
        guard layout.stamp?.column != item.key else { return [] }
        var found = Cell(item, 0).breaks.map { name, says, code, wrong, right in
            rule(
                "\(item.key)/\(name)", "\(item.name)は\(says)", code, edited(item.name, wrong),
                boundary: edited(item.name, right))
        }
        if item.isRequired {
            found.append(
                rule(
                    "\(item.key)/required", "\(item.name)は空でない", "E-FMT-030",
                    edited(item.name, ""),
                    boundary: edited(item.name, Cell(item, 0).shortest)))
            found.append(
                rule(
                    "\(item.key)/there", "項目「\(item.name)」がある", "E-FMT-130",
                    edited(item.name, nil)))
        }
        return found
    }

    // MARK: one attachment

    private func rules(_ attachment: AttachmentRule) -> [ImportRule] {
        guard let kind = attachment.kinds.first else { return [] }
        func files(_ count: Int, _ bytes: [UInt8]) -> [(String, [UInt8])] {
            (1...count).map { number in
                let name = attachment.name.replacing("*", with: "\(number)")
                let hasEnding = name.split(separator: "/").last?.contains(".") ?? false
                return (hasEnding ? name : name + "." + Self.ending(kind), bytes)
            }
        }
        var found = [
            rule(
                "\(attachment.key)/kind", "\(attachment.title)は決まった種類のファイル", "E-FMT-136",
                zip(items, files(1, Array("MZ executable".utf8))),
                boundary: zip(items, files(1, Self.bytes(kind)))),
            rule(
                "\(attachment.key)/empty", "\(attachment.title)は空でない", "E-FMT-134",
                zip(items, files(1, [])), boundary: zip(items, files(1, Self.bytes(kind)))),
        ]
        if attachment.name.contains("*") {
            found.append(
                rule(
                    "\(attachment.key)/most", "\(attachment.title)は\(attachment.most)個まで",
                    "E-FMT-133",
                    zip(items, files(attachment.most + 1, Self.bytes(kind))),
                    boundary: zip(items, files(attachment.most, Self.bytes(kind)))))
        }
        found.append(
            rule(
                "\(attachment.key)/name", "決まった名前のファイルだけ(\(attachment.title)の隣)", "E-FMT-132",
                zip(
                    items,
                    [("other-\(attachment.key).\(Self.ending(kind))", Self.bytes(kind))]),
                boundary: zip(items, files(1, Self.bytes(kind)))))
        return found
    }

    private static func bytes(_ kind: AttachmentKind) -> [UInt8] {
        switch ending(kind) {
        case "png": BundleMaker.png
        case "jpg", "jpeg": BundleMaker.jpeg
        case "heic": BundleMaker.heic
        default: BundleMaker.pdf
        }
    }

    private static func ending(_ kind: AttachmentKind) -> String { "\(kind)" }
}
