// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Safeguards
import Vocabulary

struct JobRunRow: FactRow {
    static let table = "job_run"
    static let columns = [
        "run_key", "job", "occasion", "parameters", "is_trial", "trial_id", "retries_id",
        "previous_id", "unit", "total", "officer",
    ]
    let key: String
    let order: JobOrder
    let isTrial: Bool
    let trial: Int64?
    let retries: Int64?
    let previous: Int64?
    let unit: String
    let total: Int
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            key, order.job, order.occasion, order.text, isTrial, trial, retries, previous, unit,
            total, officer,
        ]
    }
}

struct JobEventRow: FactRow {
    static let table = "job_event"
    static let columns = ["run_id", "event", "officer", "reason"]
    let run: Int64
    let event: JobEvent
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] { [run, event, officer, reason] }
}

struct JobStepRow: FactRow {
    static let table = "job_step"
    static let columns = [
        "run_id", "phase", "after_key", "done", "persons", "items", "amount", "known", "failed",
    ]
    let run: Int64
    let phase: Int
    let afterKey: Int64
    let done: Int
    let outcome: JobOutcome

    var values: [any SQLValueConvertible] {
        [
            run, phase, afterKey, done, outcome.totals.persons, outcome.totals.items,
            outcome.totals.amount, outcome.totals.known, outcome.failures.count,
        ]
    }
}

struct JobFailureRow: FactRow {
    static let table = "job_failure"
    static let columns = ["run_id", "phase", "item_key", "code", "message", "place"]
    let run: Int64
    let phase: Int
    let failure: JobFailure

    var values: [any SQLValueConvertible] {
        [run, phase, failure.key, failure.code, failure.message, failure.place]
    }
}

extension JobOrder {
    /// For keeping, in one spelling.
    fileprivate var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(values) else {
            preconditionFailure("texts can always be written")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
