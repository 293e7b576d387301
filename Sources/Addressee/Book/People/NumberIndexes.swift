// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// The keyed digests of System 2. Each stands apart from its fact, so that the key can be renewed
/// while the office goes on; procedures carry the digest under the first version.
public enum NumberIndexes {
    /// From a 個人番号 to the person.
    static let numbers = KeyedIndex("number_index")
    /// The number of a question in the work queue.
    static let questions = KeyedIndex("match_index")
    /// What a peer asked under its key.
    static let requests = KeyedIndex("request_print")
    /// What a row of the feed says that waits.
    static let waiting = KeyedIndex("waiting_print")

    /// All of them, the ones that people are found by first.
    public static let all = [numbers, questions, requests, waiting]
}
