// SPDX-License-Identifier: Apache-2.0
import Copying
import Jobs
import Safeguards
import Vocabulary

/// What the ceiling of an hour makes of a large batch, said before it is begun.
enum BatchOutlook {
    /// - Parameter title: under which its papers stand in the print log.
    /// - Returns: `nil` where all of it can be printed in this hour.
    static func words(
        _ papers: Int, _ title: String, _ ceilings: Ceilings, in scope: Scope
    ) throws -> String? {
        words(papers, try ceilings.outlook(of: title, in: scope))
    }

    static func words(_ papers: Int, _ outlook: PrintOutlook) -> String? {
        let course = outlook.course(of: papers, step: PrintBatch.part)
        guard course.later > 0 else { return nil }
        let rule =
            "あなたが1時間に印刷できるのは\(Say.count(outlook.limit))枚までで、この1時間の残りは\(Say.count(outlook.left))枚です。"
        let raise = "一度に印刷するには、先に所属長が「利用の上限」の画面で理由を記録して、きょうの上限を上げてください。"
        guard let hours = course.hours else {
            let step = min(papers, PrintBatch.part)
            return rule + "一つの区切り（\(Say.count(step))通）が上限を超えるので、このままでは印刷できません。" + raise
        }
        return rule
            + "一括処理は、約\(Say.count(course.now))通まで印刷したところで一時停止し、\(outlook.again.timeInJapan.hour)時から残りの約\(Say.count(course.later))通を約\(Say.count(hours))時間で続けます。"
            + raise
    }
}
