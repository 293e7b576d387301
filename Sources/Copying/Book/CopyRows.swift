// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Safeguards
import Vocabulary

/// The rows of this area as they are appended.
struct CopyRequestRow: FactRow {
    static let table = "copy_request"
    static let columns = [
        "list", "question", "format", "recipient", "recipient_name", "recipient_class",
        "public_key", "copy_use", "reason", "requester", "expires_at",
    ]
    let question: ListQuestion
    let format: CopyFormat
    let recipient: String
    let recipientName: String
    let recipientClass: RecipientClass
    let key: CopyPublicKey
    let use: String
    let reason: String
    let requester: String
    let expiresAt: Instant

    var values: [any SQLValueConvertible] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = (try? encoder.encode(question)).map { String(decoding: $0, as: UTF8.self) }
        return [
            question.list, text ?? "", format.rawValue, recipient, recipientName,
            recipientClass.rawValue, key.description, use, reason, requester, expiresAt,
        ]
    }
}

struct CopyStepRow: FactRow {
    static let table = "copy_step"
    static let columns = ["request_id", "step", "officer", "reason"]
    let request: Int64
    let step: CopyStep
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] { [request, step.rawValue, officer, reason] }
}

struct CopyContainerRow: FactRow {
    static let table = "copy_container"
    static let columns = [
        "request_id", "counter", "number", "row_count", "byte_count", "digest", "file", "writer",
    ]
    let request: Int64
    let container: WrittenContainer

    var values: [any SQLValueConvertible] {
        [
            request, container.counter, container.number, container.rows, container.bytes,
            container.digest, container.file, container.writer,
        ]
    }
}

struct CopyTransportRow: FactRow {
    static let table = "copy_transport"
    static let columns = [
        "container_id", "event", "medium", "carrier", "destination", "protection", "event_on",
        "officer",
    ]
    let container: Int64
    let transport: Transport
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            container, transport.event.rawValue, transport.medium, transport.carrier,
            transport.destination, transport.protection, transport.on, officer,
        ]
    }
}

struct PrintRecordRow: FactRow {
    static let table = "print_record"
    static let columns = [
        "document", "form", "expected", "produced", "pages", "reprint_reason", "officer",
    ]
    let print: PrintedOutput
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            print.document, print.form.rawValue, print.expected, print.produced, print.pages,
            print.reprintReason, officer,
        ]
    }
}

struct CeilingRaiseRow: FactRow {
    static let table = "ceiling_raise"
    static let columns = ["officer", "kind", "raised_on", "ceiling", "head", "reason"]
    let officer: String
    let kind: CeilingKind
    let day: CivilDate
    let ceiling: Int
    let head: String
    let reason: String

    var values: [any SQLValueConvertible] {
        [officer, kind.rawValue, day, ceiling, head, reason]
    }
}
