// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore

/// What the service knows of a request besides its bytes: the connection, for its certificate.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Ten thousand numbers of fifteen digits fit.
    var maxUploadSize: Int { 1_024 * 1_024 }
}
