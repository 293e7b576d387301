// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension ElectronicStatus: SQLValueConvertible {}
extension ElectronicEvent: SQLValueConvertible {}
extension ElectronicProcedure: SQLValueConvertible {}
extension ElectronicReason: SQLValueConvertible {}
extension ElectronicPart: SQLValueConvertible {}
extension FormSignature: SQLValueConvertible {}

struct BundleRow: FactRow {
    static let table = "e_bundle"
    static let columns = ["digest", "name", "outcome", "code", "message", "issues"]
    let bundle: ArrivedBundle
    /// `nil` where it was taken.
    let refusal: (code: String, message: String)?
    let issues: Int

    var values: [any SQLValueConvertible] {
        [
            bundle.digest, bundle.harmlessName, refusal == nil ? "taken" : "refused",
            refusal?.code ?? "", refusal?.message ?? "", issues,
        ]
    }
}

struct ElectronicItemRow: FactRow {
    static let table = "e_application_item"
    static let columns = ["application_id", "item", "title", "value", "sealed_value"]
    let application: Int64
    let item: FormItem

    /// The person is not known yet: the key is that of the application.
    var owner: CellOwner? { ElectronicItemRow.owner(of: application) }
    var values: [any SQLValueConvertible] { preconditionFailure("項目は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let open: String? = item.isAboutPerson ? nil : item.value
        let sealed = place.seal(item.isAboutPerson ? item.value : nil, "sealed_value")
        return [application, item.key, item.title, open, sealed]
    }

    static func owner(of application: Int64) -> CellOwner { .row("e_application", application) }
}

struct ElectronicMatchRow: FactRow {
    static let table = "e_application_match"
    static let columns = [
        "application_id", "part", "addressee", "doubt", "waiting_case", "officer",
    ]
    let application: Int64
    let part: ElectronicPart
    let answer: ApplicantAnswer
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            application, part, answer.number, answer.number == nil ? answer.doubt ?? "" : nil,
            answer.waitingCase, officer,
        ]
    }
}

struct ElectronicEventRow: FactRow {
    static let table = "e_application_event"
    static let columns = ["application_id", "event", "reason", "sealed_note", "due_on", "officer"]
    let application: Int64
    let event: ElectronicEvent
    var reason: ElectronicReason?
    var note: String?
    var dueOn: CivilDate?
    let officer: String

    var owner: CellOwner? { note == nil ? nil : ElectronicItemRow.owner(of: application) }
    var values: [any SQLValueConvertible] { preconditionFailure("覚えは行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        [application, event, reason, place.seal(note, "sealed_note"), dueOn, officer]
    }
}

struct AttachmentRow: FactRow {
    static let table = "e_attachment"
    static let columns = [
        "application_id", "rule", "title", "sealed_name", "media_type", "bytes", "digest",
        "store_key",
    ]
    let application: Int64
    let attachment: ArrivedAttachment

    var owner: CellOwner? { ElectronicItemRow.owner(of: application) }
    var values: [any SQLValueConvertible] { preconditionFailure("名前は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        [
            application, attachment.rule, attachment.title,
            place.seal(attachment.name, "sealed_name"), attachment.mediaType,
            attachment.bytes.count, attachment.digest, attachment.storeKey,
        ]
    }
}

struct ScanRow: FactRow {
    static let table = "e_attachment_scan"
    static let columns = ["attachment_id", "verdict", "scanner", "finding"]
    let attachment: Int64
    let scanner: String
    /// `nil` where it is clean.
    let finding: String?

    /// `nil` where the scanner did not answer: the file stays in quarantine.
    init?(_ attachment: Int64, _ verdict: ScanVerdict) {
        self.attachment = attachment
        switch verdict {
        case .clean(let scanner): (self.scanner, finding) = (scanner, nil)
        case .infected(let scanner, let found): (self.scanner, finding) = (scanner, found)
        case .unavailable: return nil
        }
    }

    var values: [any SQLValueConvertible] {
        [attachment, finding == nil ? "clean" : "infected", scanner, finding]
    }
}
