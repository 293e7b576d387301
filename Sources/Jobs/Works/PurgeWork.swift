// SPDX-License-Identifier: Apache-2.0
public import Retention
public import Safeguards
import Vocabulary

/// 消去の実行 of a released list, as a job: screen 3060 hands it over.
///
/// The list itself says what is left of it, in its own system; the run counts its units. What a power
/// cut leaves undone is done by whoever goes on.
public struct PurgeWork: OutsideWork {
    public static let job = "retention-purge"
    public let code = PurgeWork.job
    public let operation = PurgeRun.operation
    public let purpose = Purpose.maintenance
    public let batch = 1_000
    public let needsTrial = false
    public let hasOwnScreen = true
    private let run: @Sendable (RetentionSystem, Principal) throws -> PurgeRun

    /// - Parameter run: the erasure of this office, in the name of an officer.
    public init(run: @escaping @Sendable (RetentionSystem, Principal) throws -> PurgeRun) {
        self.run = run
    }

    /// The order for a list. What the officer typed as the reason stands in the log, not here: an
    /// order is kept longer than the log.
    public static func order(
        _ list: PurgeList, of system: RetentionSystem, on day: String
    ) -> JobOrder {
        JobOrder(
            job: job, occasion: day,
            values: [
                "list": String(list.id), "system": system.rawValue,
                "units": String(list.remaining),
            ])
    }

    /// Whether a run is that of a list.
    public static func isRun(
        _ run: JobRun, of list: Int64, in system: RetentionSystem
    ) -> Bool {
        run.order.job == job && run.order.values["list"] == String(list)
            && run.order.values["system"] == system.rawValue
    }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        guard let units = order.values["units"].flatMap({ Int64($0) }), units >= 0 else {
            throw RetentionRefusal.unknownList
        }
        return JobPlan([
            .init("消去", units > 0 ? Array(1...units) : []), .init("鍵・ファイル・証明書", [1]),
        ])
    }

    public func open(
        _ order: JobOrder, by worker: Principal, reason: String
    ) throws -> Steps {
        guard let list = order.values["list"].flatMap({ Int64($0) }),
            let system = order.values["system"].flatMap({ RetentionSystem(rawValue: $0) })
        else { throw RetentionRefusal.unknownList }
        let course = try run(system, worker).open(
            list, by: worker, reason: reason)
        return { phase, keys, told in
            var done = 0
            do {
                // The last phase also takes what the count of the first did not reach.
                while phase == 1 || done < keys.count, let units = try course.eraseSome() {
                    done += units
                    told(min(done, keys.count))
                }
                if phase == 1 { _ = try course.finish() }
            } catch RetentionRefusal.alreadyErased {
                // The power went between the certificate and the record of this step.
            }
            return JobOutcome(JobTotals(items: done))
        }
    }
}
