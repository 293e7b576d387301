// SPDX-License-Identifier: Apache-2.0
import Formats
import Safeguards
import Vocabulary

/// 形式審査: what an officer has to look at before anything is decided.
///
/// (Part of `OperationCode.viewElectronicApplications`.)
struct FormalCheck {
    let application: ElectronicApplication
    let form: ElectronicForm
    let sides: [ElectronicSide]
    let entries: [AttachmentBook.Entry]
    /// `nil` where the layout is no longer there.
    let layout: BundleLayout?

    var findings: [FormalFinding] { attachmentFindings + formFindings + sides.flatMap(findings) }

    private var attachmentFindings: [FormalFinding] {
        var found: [FormalFinding] = []
        for entry in entries {
            if case .infected = entry.attachment.scan {
                found.append(.infected(title: entry.attachment.title))
            }
        }
        let waiting = entries.count { $0.attachment.scan == .waiting }
        if waiting > 0 { found.append(.unscanned(count: waiting)) }
        let here = Set(entries.map(\.rule))
        for rule in layout?.attachments ?? [] where rule.isRequired && !here.contains(rule.key) {
            found.append(.attachmentMissing(title: rule.title))
        }
        return found
    }

    private var formFindings: [FormalFinding] {
        var found: [FormalFinding] = []
        switch application.signature {
        case .valid: break
        case .invalid: found.append(.signatureInvalid)
        case .none: found.append(.unsigned)
        }
        if form.text("explained") == nil { found.append(.notExplained) }
        let hidden =
            form.items.filter { $0.value.contains(NumberLike.mark) }.map(\.title)
            + entries.filter { $0.attachment.fileName.contains(NumberLike.mark) }
            .map(\.attachment.title)
        if !hidden.isEmpty { found.append(.numberHidden(items: hidden)) }
        return found
    }

    private func findings(_ side: ElectronicSide) -> [FormalFinding] {
        if let doubt = side.doubt { return [.unmatched(side.part, doubt: doubt)] }
        let differing = side.lines.filter { $0.verdict == .differs }.map(\.item)
        return differing.isEmpty ? [] : [.differs(side.part, items: differing)]
    }
}

extension StatedItem {
    /// Keys that are shown as persons, side by side.
    private static func isOfPerson(_ key: String) -> Bool {
        key.hasPrefix("applicant-") && key != "applicant-phone" || key.hasPrefix("child-")
    }

    /// What the form says besides the two persons, as a reader may see it.
    static func all(
        _ form: ElectronicForm, _ layout: BundleLayout?, to reader: Principal
    ) -> [StatedItem] {
        form.items.filter { !isOfPerson($0.key) && $0.key != "stamp" }.map { item in
            let field: Field? =
                switch item.key {
                case "account": .account
                case "applicant-phone": .phone
                default: nil
                }
            let value =
                field.map { Masked(item.value, of: $0, to: reader).description } ?? item.value
            let wording = layout?.item(item.key)?.codes?.text(item.value) ?? value
            return StatedItem(key: item.key, title: item.title, value: value, wording: wording)
        }
    }
}
