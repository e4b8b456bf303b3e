/** Files in which each test depends on the state after the one before. A single test cannot be tried again. */
export const inOrder = /\/test\/cluster\/(argo-cd\/(changes|environments)\.|(cache|database)\/)/;
