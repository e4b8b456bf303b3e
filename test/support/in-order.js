/** Files whose tests go on from the state that the one before left, so that none can be tried again by itself. */
export const inOrder = /\/test\/cluster\/(argo-cd\/(changes|environments)\.|(cache|database)\/)/;
